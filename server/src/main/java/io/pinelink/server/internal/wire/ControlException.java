package io.pinelink.server.internal.wire;

import org.jspecify.annotations.Nullable;

/** A refusal of the control plane, with the HTTP status and the code of its error JSON. */
public final class ControlException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final String text;

  public ControlException(int status, String code, String text) {
    super(text);
    this.status = status;
    this.code = code;
    this.text = text;
  }

  /** Returns a refusal of a value that is well-formed but not allowed. */
  public static ControlException invalid(String text) {
    return new ControlException(400, "INVALID_ARGUMENT", text);
  }

  /** Returns a refusal of JSON that does not match the schema. */
  public static ControlException unprocessable(String text) {
    return new ControlException(
        422,
        "UNPROCESSABLE_ENTITY",
        "Failed to deserialize the JSON body into the target type: " + text);
  }

  public static ControlException notFound(String text) {
    return new ControlException(404, "NOT_FOUND", text);
  }

  /**
   * Returns a value that exists.
   *
   * @param kind the kind of the values, which the refusal of an unknown id names
   */
  public static <T> T found(String kind, String id, @Nullable T value) {
    if (value == null) {
      throw notFound(kind + " " + id + " not found.");
    }
    return value;
  }

  public static ControlException alreadyExists(String text) {
    return new ControlException(409, "ALREADY_EXISTS", text);
  }

  /** Returns the message of a refusal of a file, without the parts that are about requests. */
  public static String textOfFile(RuntimeException refusal) {
    return String.valueOf(refusal.getMessage())
        .replace("Failed to parse the request body as JSON", "not a JSON object")
        .replace("Failed to deserialize the JSON body into the target type: ", "");
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String text() {
    return text;
  }
}
