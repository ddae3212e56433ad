// Plays clips, and where there is none lets the device's own voice read; one sentence at a time, at once silent on stop.

const SLOWLY = 0.75;
const SILENCE = 0.05;
const RATE = 8000;

/** @param {() => boolean} slowly */
export function speakerFor(slowly) {
  const audio = new Audio();
  let address = "";
  /** Ends the sentence that is being said. */
  let finish = () => {};
  audio.addEventListener("ended", () => finish());
  audio.addEventListener("error", () => finish());
  return { wake, clip, voice, hush };

  /** In the tap itself: a tablet lets only what a tap began be heard. */
  function wake() {
    from(silence());
    audio.play().catch(() => {});
  }

  /** @param {Blob} sound */
  async function clip(sound) {
    from(sound);
    audio.playbackRate = slowly() ? SLOWLY : 1;
    const said = new Promise((done) => (finish = () => done(null)));
    await audio.play();
    await said;
  }

  /** @param {string} text @param {SpeechSynthesisVoice} voice */
  function voice(text, voice) {
    const words = new SpeechSynthesisUtterance(text);
    words.voice = voice;
    words.lang = voice.lang;
    words.rate = slowly() ? SLOWLY : 1;
    return new Promise((done) => {
      finish = () => done(null);
      words.onend = words.onerror = finish;
      speechSynthesis.speak(words);
    });
  }

  function hush() {
    audio.pause();
    globalThis.speechSynthesis?.cancel();
    finish();
  }

  /** @param {Blob} sound */
  function from(sound) {
    URL.revokeObjectURL(address);
    address = URL.createObjectURL(sound);
    audio.src = address;
  }
}

/** A voice on this device itself, of this very language; no text is ever sent away to be read. @param {string} language @returns {SpeechSynthesisVoice | undefined} */
export function voiceOf(language) {
  const fitting = (globalThis.speechSynthesis?.getVoices() ?? []).filter(
    (voice) => voice.localService && voice.lang.split(/[-_]/)[0].toLowerCase() === language,
  );
  return fitting.find((voice) => /GB/i.test(voice.lang)) ?? fitting[0];
}

/** A moment of nothing, as a WAV. */
function silence() {
  const samples = SILENCE * RATE;
  const header = new DataView(new ArrayBuffer(44 + samples));
  const write = (/** @type {number} */ at, /** @type {string} */ text) =>
    [...text].forEach((sign, number) => header.setUint8(at + number, sign.charCodeAt(0)));
  write(0, "RIFF");
  header.setUint32(4, 36 + samples, true);
  write(8, "WAVEfmt ");
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, 1, true);
  header.setUint32(24, RATE, true);
  header.setUint32(28, RATE, true);
  header.setUint16(32, 1, true);
  header.setUint16(34, 8, true);
  write(36, "data");
  header.setUint32(40, samples, true);
  new Uint8Array(header.buffer).fill(128, 44);
  return new Blob([header], { type: "audio/wav" });
}
