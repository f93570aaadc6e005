// Photos: drawn ones made into pixels, small ones to show, and the bytes for the wire.

const SIDE = 960; // pixels of a sample photo
const THUMB = 240;

export async function rasterised(address) {
  return drawn(await loaded(address), SIDE);
}

export async function thumbnail(picture) {
  const address = URL.createObjectURL(picture);
  try {
    return `data:image/jpeg;base64,${await encoded(await drawn(await loaded(address), THUMB))}`;
  } finally {
    URL.revokeObjectURL(address);
  }
}

export async function encoded(picture) {
  const bytes = new Uint8Array(await picture.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

function loaded(address) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = reject;
    image.src = address;
  });
}

function drawn(image, width) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = Math.round((image.naturalHeight / image.naturalWidth) * width);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
}
