package io.pinelink.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes arrays of floats, each in its shortest form, without an object for each. */
final class FloatWriter {
  private final JsonGenerator json;
  private final char[] text = new char[FloatText.MAX_LENGTH];

  FloatWriter(JsonGenerator json) {
    this.json = json;
  }

  /** The finite float at a position. */
  @FunctionalInterface
  interface FloatAt {
    float at(int position);
  }

  void array(int length, FloatAt values) throws IOException {
    json.writeStartArray();
    for (int i = 0; i < length; i++) {
      json.writeNumber(text, 0, FloatText.write(values.at(i), text));
    }
    json.writeEndArray();
  }
}
