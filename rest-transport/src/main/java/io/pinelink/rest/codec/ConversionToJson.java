package io.pinelink.rest.codec;

import io.pinelink.control.ConvertIndexRequest;
import io.pinelink.imports.ErrorMode;
import io.pinelink.rest.json.JsonWriter;

/**
 * The encoding of the conversion of an index as JSON, from the documentation of API version 2026-07
 * of October 2026. It leaves open whether the error mode of a request is nested, as in a response;
 * the default is therefore left out.
 */
final class ConversionToJson {
  private ConversionToJson() {}

  static JsonWriter convertIndex(ConvertIndexRequest request) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("name", request.name());
      IndexSchemaCodec.schema(json, request.schema());
      if (!request.errorMode().equals(ErrorMode.ABORT)) {
        json.writeObjectFieldStart("error_mode");
        json.writeStringField("on_error", request.errorMode().value());
        json.writeEndObject();
      }
      IndexToJson.tags(json, request.tags());
      json.writeEndObject();
    };
  }
}
