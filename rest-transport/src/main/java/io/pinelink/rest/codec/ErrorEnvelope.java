package io.pinelink.rest.codec;

import io.pinelink.error.ErrorCode;
import io.pinelink.rest.json.Json;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.spi.ErrorDetails;
import io.pinelink.spi.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The content of an error response's body.
 *
 * @param code its code; null if it has none that is more specific than the status
 * @param message its message, as {@link Refusal#text} formats it; empty if it has none
 * @param details the reason among its details
 */
public record ErrorEnvelope(@Nullable ErrorCode code, String message, ErrorDetails details) {
  /** The names of the data plane's code numbers, which gRPC defines, from 0 on. */
  private static final List<String> BY_NUMBER =
      List.of(
          "OK",
          "CANCELLED",
          "UNKNOWN",
          "INVALID_ARGUMENT",
          "DEADLINE_EXCEEDED",
          "NOT_FOUND",
          "ALREADY_EXISTS",
          "PERMISSION_DENIED",
          "RESOURCE_EXHAUSTED",
          "FAILED_PRECONDITION",
          "ABORTED",
          "OUT_OF_RANGE",
          "UNIMPLEMENTED",
          "INTERNAL",
          "UNAVAILABLE",
          "DATA_LOSS",
          "UNAUTHENTICATED");

  /**
   * Reads a body in any form: one of the envelopes, plain text, or an HTML page.
   *
   * @param mask removes secrets from the message before it is shortened
   */
  public static ErrorEnvelope read(byte[] bytes, UnaryOperator<String> mask) {
    ErrorEnvelope envelope = readJson(bytes);
    ErrorEnvelope whole =
        envelope == null
            ? new ErrorEnvelope(null, new String(bytes, StandardCharsets.UTF_8), ErrorDetails.NONE)
            : envelope;
    return new ErrorEnvelope(
        whole.code(), Refusal.text(mask.apply(whole.message())), whole.details());
  }

  private static @Nullable ErrorEnvelope readJson(byte[] bytes) {
    try (JsonReader json = Json.reader(bytes)) {
      return json.isObject() ? new Members().read(json) : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable ErrorCode code(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String name = nameOfNumber(text).toUpperCase(Locale.ROOT);
    return switch (name) {
      case "FORBIDDEN", "QUOTA_EXCEEDED" -> ErrorCode.PERMISSION_DENIED;
      // It is less specific than the status.
      case "UNKNOWN" -> null;
      default -> named(name);
    };
  }

  private static String nameOfNumber(String text) {
    try {
      int number = Integer.parseInt(text);
      return number >= 0 && number < BY_NUMBER.size() ? BY_NUMBER.get(number) : text;
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private static @Nullable ErrorCode named(String name) {
    for (ErrorCode code : ErrorCode.values()) {
      if (code.name().equals(name)) {
        return code;
      }
    }
    return null;
  }

  /**
   * The members of any envelope read so far: {@code {"status", "error": {"code", "message"}}} of
   * the control plane, {@code {"code", "message"}} of the data plane, {@code {"error",
   * "error_description"}} of the login.
   */
  private static final class Members {
    private @Nullable String code;
    private @Nullable String innerMessage;
    private @Nullable String message;
    private @Nullable String otherMessage;
    private ErrorDetails details = ErrorDetails.NONE;

    /** The login's {@code error}: a keyword, which {@code error_description} explains. */
    private @Nullable String word;

    ErrorEnvelope read(JsonReader json) throws IOException {
      json.enterObject();
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "error" -> error(json);
          case "code" -> code = scalar(json, code);
          case "message" -> message = scalar(json, message);
          case "details" -> details(json);
          case "detail", "description", "error_description" ->
              otherMessage = scalar(json, otherMessage);
          default -> json.skip();
        }
      }
      return new ErrorEnvelope(code(code), firstMessage(), details);
    }

    private void error(JsonReader json) throws IOException {
      if (!json.isObject()) {
        word = scalar(json, word);
        return;
      }
      json.enterObject();
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "code" -> code = scalar(json, code);
          case "message" -> innerMessage = scalar(json, innerMessage);
          case "details" -> details(json);
          default -> json.skip();
        }
      }
    }

    /** Reads a list of details, of which the first with a reason counts, or a single detail. */
    private void details(JsonReader json) throws IOException {
      if (!json.isArray()) {
        detail(json);
        return;
      }
      json.enterArray();
      while (json.nextElement()) {
        detail(json);
      }
    }

    private void detail(JsonReader json) throws IOException {
      if (!json.isObject()) {
        json.skip();
        return;
      }
      String reason = null;
      Map<String, String> metadata = Map.of();
      json.enterObject();
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "reason" -> reason = scalar(json, reason);
          case "metadata" -> metadata = texts(json);
          default -> json.skip();
        }
      }
      if (details.reason() == null && reason != null) {
        details = new ErrorDetails(reason, metadata);
      }
    }

    private static Map<String, String> texts(JsonReader json) throws IOException {
      Map<String, String> texts = new LinkedHashMap<>();
      if (!json.isObject()) {
        json.skip();
        return texts;
      }
      json.enterObject();
      for (String name = json.nextMember(); name != null; name = json.nextMember()) {
        String text = scalar(json, null);
        if (text != null) {
          texts.put(name, text);
        }
      }
      return texts;
    }

    private static @Nullable String scalar(JsonReader json, @Nullable String otherwise)
        throws IOException {
      if (json.isScalar() && !json.isBoolean()) {
        return json.text();
      }
      json.skip();
      return otherwise;
    }

    private String firstMessage() {
      if (innerMessage != null) {
        return innerMessage;
      }
      if (message != null) {
        return message;
      }
      return Stream.of(word, otherMessage)
          .filter(Objects::nonNull)
          .collect(Collectors.joining(": "));
    }
  }
}
