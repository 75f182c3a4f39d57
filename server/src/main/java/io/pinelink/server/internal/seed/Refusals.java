package io.pinelink.server.internal.seed;

/** The refusals of requests, as messages about files. */
public final class Refusals {
  private Refusals() {}

  /** Returns the message of a refusal, without the parts that are about requests. */
  static String text(RuntimeException refusal) {
    return String.valueOf(refusal.getMessage())
        .replace("Failed to parse the request body as JSON", "not a JSON object")
        .replace("Failed to deserialize the JSON body into the target type: ", "");
  }
}
