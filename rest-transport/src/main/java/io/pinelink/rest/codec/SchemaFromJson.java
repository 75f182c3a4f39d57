package io.pinelink.rest.codec;

import io.pinelink.model.MetadataSchema;
import io.pinelink.rest.json.JsonReader;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The decoding of a response's member {@code schema}, API version 2026-04. */
final class SchemaFromJson {
  private SchemaFromJson() {}

  /** Decodes the member; null if it is null. */
  static @Nullable MetadataSchema schema(JsonReader json) throws IOException {
    if (!json.enterObject()) {
      return null;
    }
    Set<String> filterable = new LinkedHashSet<>();
    for (String member = json.nextMember(); member != null; member = json.nextMember()) {
      if (member.equals("fields")) {
        filterable(json, filterable);
      } else {
        json.skip();
      }
    }
    return new MetadataSchema(filterable);
  }

  private static void filterable(JsonReader json, Set<String> into) throws IOException {
    if (json.enterObject()) {
      for (String field = json.nextMember(); field != null; field = json.nextMember()) {
        if (isFilterable(json)) {
          into.add(field);
        }
      }
    }
  }

  private static boolean isFilterable(JsonReader json) throws IOException {
    Boolean filterable = null;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        if (member.equals("filterable")) {
          filterable = json.bool();
        } else {
          json.skip();
        }
      }
    }
    return Boolean.TRUE.equals(filterable);
  }
}
