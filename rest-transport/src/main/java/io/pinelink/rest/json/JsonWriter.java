package io.pinelink.rest.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes a request's body; called once, when a connection is ready to take it. */
@FunctionalInterface
public interface JsonWriter {
  void writeTo(JsonGenerator json) throws IOException;
}
