package io.pinelink.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An indented JSON object with one large member, which is printed while its content is still being
 * received.
 */
public final class JsonStream {
  private final PrintWriter out;
  private final JsonGenerator json;

  /** Starts the object, with a member that is an object or an array. */
  public JsonStream(PrintWriter out, String name, boolean isArray) {
    this.out = out;
    try {
      this.json = JsonOutput.indentedTo(out);
      json.writeStartObject();
      json.writeFieldName(name);
      if (isArray) {
        json.writeStartArray();
      } else {
        json.writeStartObject();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds to the member; an array has no use for the name. */
  public void add(String name, Map<String, ? extends @Nullable Object> value) {
    try {
      if (!json.getOutputContext().inArray()) {
        json.writeFieldName(name);
      }
      JsonOutput.write(json, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prints what was added so far. */
  public void flush() {
    try {
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the member, and the object after more members. */
  public void end(Map<String, ? extends @Nullable Object> more) {
    try {
      if (json.getOutputContext().inArray()) {
        json.writeEndArray();
      } else {
        json.writeEndObject();
      }
      for (Map.Entry<String, ? extends @Nullable Object> member : more.entrySet()) {
        json.writeFieldName(member.getKey());
        JsonOutput.write(json, member.getValue());
      }
      json.writeEndObject();
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.print("\n");
    out.flush();
  }
}
