package io.pinelink.rest.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pinelink.model.Fields;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;

/** The writing of members that are omitted if they have no value. */
public final class JsonMembers {
  private JsonMembers() {}

  /** Writes a text, if it is present. */
  public static void text(JsonGenerator json, String name, Optional<String> text)
      throws IOException {
    if (text.isPresent()) {
      json.writeStringField(name, text.get());
    }
  }

  /** Writes an integer, if it is present. */
  public static void integer(JsonGenerator json, String name, OptionalInt integer)
      throws IOException {
    if (integer.isPresent()) {
      json.writeNumberField(name, integer.getAsInt());
    }
  }

  /** Writes an array of texts, unless it is empty. */
  public static void texts(JsonGenerator json, String name, Collection<String> texts)
      throws IOException {
    if (!texts.isEmpty()) {
      json.writeArrayFieldStart(name);
      for (String text : texts) {
        json.writeString(text);
      }
      json.writeEndArray();
    }
  }

  /** Writes an object with any members, unless it has none. */
  public static void fields(JsonGenerator json, String name, Fields fields) throws IOException {
    if (!fields.isEmpty()) {
      fields(json, name, Optional.of(fields));
    }
  }

  /** Writes an object with any members, if it is present. */
  public static void fields(JsonGenerator json, String name, Optional<Fields> fields)
      throws IOException {
    if (fields.isPresent()) {
      json.writeFieldName(name);
      Json.writeValue(json, fields.get().asMap());
    }
  }
}
