package io.pinelink.contract.hostile;

import java.nio.charset.StandardCharsets;

/**
 * An operation on a vector whose id is unique to the call, so that the server can distinguish
 * calls, and the caller can check that a response belongs to its call.
 */
record NumberedCall(Kind kind, int number) {
  private static final String PREFIX = "call-";
  private static final int BASE = 100_000_000;
  private static final int DIGITS = 9;

  /** The operation. */
  enum Kind {
    QUERY,
    FETCH,
    UPSERT,
    /** A delete that the server refuses, with the call's id in the message. */
    DELETE
  }

  /** Returns the id, which has the same length for all calls. */
  String id() {
    return PREFIX + (BASE + number);
  }

  /** Returns the same operation of another call. */
  NumberedCall other() {
    return new NumberedCall(kind, number + 1);
  }

  /** Returns the call of a request, over JSON or gRPC. */
  static NumberedCall of(String path, byte[] body) {
    String text = path.contains(PREFIX) ? path : new String(body, StandardCharsets.ISO_8859_1);
    int start = text.indexOf(PREFIX) + PREFIX.length();
    if (start < PREFIX.length()) {
      throw new IllegalStateException("a request without the id of a call: " + path);
    }
    int number = Integer.parseInt(text, start, start + DIGITS, 10) - BASE;
    return new NumberedCall(kind(path), number);
  }

  private static Kind kind(String path) {
    if (path.contains("uery")) {
      return Kind.QUERY;
    }
    if (path.contains("etch")) {
      return Kind.FETCH;
    }
    return path.contains("psert") ? Kind.UPSERT : Kind.DELETE;
  }
}
