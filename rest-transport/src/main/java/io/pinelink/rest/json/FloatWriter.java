package io.pinelink.rest.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A writer of float arrays in their shortest form, without an object for each float. It bypasses
 * the generator, which would copy the text byte by byte.
 */
public final class FloatWriter {
  private static final int CHUNK = 4 * 1_024;

  private final JsonGenerator json;
  private final OutputStream out;
  private final byte[] chunk = new byte[CHUNK];

  /** Creates a writer on a generator whose target must be a stream. */
  public FloatWriter(JsonGenerator json) {
    this.json = json;
    this.out = (OutputStream) json.getOutputTarget();
  }

  /** An accessor of the finite float at a position. */
  @FunctionalInterface
  public interface FloatAt {
    float at(int position);
  }

  public void array(int length, FloatAt values) throws IOException {
    json.writeStartArray();
    json.flush();
    int filled = 0;
    for (int i = 0; i < length; i++) {
      if (filled > CHUNK - FloatText.MAX_LENGTH - 1) {
        out.write(chunk, 0, filled);
        filled = 0;
      }
      if (i > 0) {
        chunk[filled++] = ',';
      }
      filled = FloatText.write(values.at(i), chunk, filled);
    }
    out.write(chunk, 0, filled);
    json.writeEndArray();
  }
}
