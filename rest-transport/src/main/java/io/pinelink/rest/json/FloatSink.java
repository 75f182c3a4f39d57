package io.pinelink.rest.json;

/** A target of JSON that formats floats itself: text from a generator would be copied by byte. */
interface FloatSink {
  /** Appends finite floats in the format of the request, with commas between them. */
  void floats(int count, FloatAt values);
}
