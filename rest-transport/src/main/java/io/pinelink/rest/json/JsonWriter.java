package io.pinelink.rest.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A writer of a request body; called once, when a connection is ready for it. */
@FunctionalInterface
public interface JsonWriter {
  void writeTo(JsonGenerator json) throws IOException;
}
