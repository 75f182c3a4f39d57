package io.pinelink.local.serverapi;

import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/** A refusal of a call, with the field and the value that caused it. */
public final class ApiRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int MAX_VALUE_LENGTH = 200;

  private final int status;
  private final @Nullable String field;
  private final transient @Nullable JsonNode value;
  private final String text;

  private ApiRefusal(int status, @Nullable String field, @Nullable JsonNode value, String text) {
    super(text);
    this.status = status;
    this.field = field;
    this.value = value;
    this.text = text;
  }

  /** Returns a refusal that no single field caused. */
  public static ApiRefusal of(int status, String text) {
    return new ApiRefusal(status, null, null, text);
  }

  /**
   * Returns a refusal of a field whose value is not repeated.
   *
   * @param field the name of a header, or the path of a member, such as {@code a.b}
   */
  public static ApiRefusal of(int status, String field, String text) {
    return new ApiRefusal(status, field, null, text);
  }

  /** Returns a refusal of the value of a header. */
  static ApiRefusal of(int status, String field, String value, String text) {
    return of(status, field, TextNode.valueOf(value), text);
  }

  /** Returns a refusal of the value of a member. */
  static ApiRefusal of(int status, String field, JsonNode value, String text) {
    return new ApiRefusal(status, field, value, text);
  }

  /** Returns a refusal, with status 400, of the value of a parameter or a member. */
  public static ApiRefusal invalid(String field, @Nullable JsonNode value, String text) {
    return new ApiRefusal(BAD_REQUEST, field, value, text);
  }

  /** Returns a refusal, with status 400, of the value of a parameter or a member. */
  public static ApiRefusal invalid(String field, String value, String text) {
    return invalid(field, TextNode.valueOf(value), text);
  }

  /** Returns a refusal, with status 400, of the whole body; null if it is not JSON. */
  public static ApiRefusal invalidBody(@Nullable JsonNode body, String text) {
    return new ApiRefusal(BAD_REQUEST, "", body, text);
  }

  /** Returns a refusal, with status 404, of an id in the path. */
  public static ApiRefusal notFound(String field, String value, String text) {
    return new ApiRefusal(NOT_FOUND, field, TextNode.valueOf(value), text);
  }

  int status() {
    return status;
  }

  /** Returns the response with the error as JSON. */
  ServerResponse response() {
    ObjectNode body = PlainJson.MAPPER.createObjectNode();
    ObjectNode error = body.putObject("error");
    error.put("status", status);
    error.put("field", field);
    error.set("value", shortened(value));
    error.put("message", text);
    return ServerResponse.json(status, body.toString());
  }

  /**
   * Returns a value that is short enough for a message; a long one becomes the start of its text.
   */
  private static @Nullable JsonNode shortened(@Nullable JsonNode value) {
    if (value == null) {
      return null;
    }
    String text = value.isTextual() ? value.textValue() : value.toString();
    return text.length() <= MAX_VALUE_LENGTH
        ? value
        : TextNode.valueOf(text.substring(0, MAX_VALUE_LENGTH) + "...");
  }
}
