package io.pinelink.rest.json;

/** A target of JSON that formats floats itself: text from a generator would be copied by byte. */
interface FloatSink {
  /** Appends finite floats in their shortest form, with commas between them. */
  void floats(int count, FloatAt values);
}
