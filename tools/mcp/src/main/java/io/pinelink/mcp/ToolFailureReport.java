package io.pinelink.mcp;

import io.pinelink.Pinelink;
import io.pinelink.doctor.Diagnosis;
import io.pinelink.doctor.Doctor;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.RateLimitedException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.mcp.ToolFailure.Kind;
import io.pinelink.routing.Route;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * The report of a failed call for an agent: its kind, a message without keys, and what to do. Not
 * part of the protocol's own errors, which agents do not show to their models.
 */
final class ToolFailureReport {
  /** How long a failed call waits for the doctor's findings. */
  private static final long DOCTOR_SECONDS = 15;

  /**
   * The length of a message or hint, both of which may repeat what the agent or the service sent.
   */
  private static final int MAX_CHARS = 1_000;

  private final Pinelink client;

  ToolFailureReport(Pinelink client) {
    this.client = client;
  }

  /** Returns the content of the error. */
  Map<String, Object> of(Throwable thrown, Answer answer) {
    Map<String, Object> error = new LinkedHashMap<>();
    Kind kind = kind(thrown);
    error.put("kind", kind.word());
    error.put("message", message(thrown));
    hint(thrown, kind, answer).ifPresent(hint -> error.put("hint", withoutKeys(hint)));
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("error", new ShortTexts(MAX_CHARS).value(new ShortTexts.Stored(error)));
    answer.addRoute(content);
    return content;
  }

  private static String message(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : withoutKeys(message);
  }

  /** Masks API keys that were pasted into the wrong place. */
  private static String withoutKeys(String message) {
    return message.replaceAll("(pcsk|pckey)_\\w+", "$1_…");
  }

  private static Kind kind(Throwable thrown) {
    if (thrown instanceof ToolFailure failure) {
      return failure.kind();
    }
    if (thrown instanceof NotFoundException) {
      return Kind.NOT_FOUND;
    }
    if (thrown instanceof UnauthenticatedException) {
      return Kind.UNAUTHENTICATED;
    }
    if (thrown instanceof RateLimitedException) {
      return Kind.THROTTLED;
    }
    if (thrown instanceof DeadlineExceededException) {
      return Kind.OUT_OF_TIME;
    }
    if (thrown instanceof TransportException) {
      return Kind.NO_CONNECTION;
    }
    if (thrown instanceof ServiceException refused) {
      return switch (refused.code()) {
        case INVALID_ARGUMENT, UNPROCESSABLE_ENTITY, OUT_OF_RANGE -> Kind.INVALID_ARGUMENT;
        case PERMISSION_DENIED -> Kind.UNAUTHENTICATED;
        case QUOTA_EXHAUSTED -> Kind.QUOTA_EXHAUSTED;
        default -> Kind.FAILED;
      };
    }
    return thrown instanceof IllegalArgumentException ? Kind.INVALID_ARGUMENT : Kind.FAILED;
  }

  private Optional<String> hint(Throwable thrown, Kind kind, Answer answer) {
    if (thrown instanceof ToolFailure failure) {
      return Optional.ofNullable(failure.hint());
    }
    return switch (kind) {
      case NO_CONNECTION, OUT_OF_TIME -> Optional.of(connectionHint(answer));
      case UNAUTHENTICATED ->
          Optional.of(
              "The API key of this server is refused. The user has to start it with another one in"
                  + " PINECONE_API_KEY.");
      case QUOTA_EXHAUSTED ->
          Optional.of(
              "Do not call this tool again. Show the message to the user, who has to upgrade the"
                  + " plan or wait until the month ends.");
      default -> Optional.empty();
    };
  }

  private String connectionHint(Answer answer) {
    if (answer.route().isEmpty() || answer.route().get().isControlPlane()) {
      return "The control plane, which knows the hosts of indexes, does not answer. With --host or"
          + " --host-book, this server does not need it.";
    }
    return finding(answer.route().get())
        .orElse("Call diagnose-connection for this index, and show its hints to the user.");
  }

  /** Returns what the doctor found first, unless it takes too long. */
  private Optional<String> finding(Route route) {
    try {
      return CompletableFuture.supplyAsync(() -> Doctor.of(client).check(route.authority()))
          .orTimeout(DOCTOR_SECONDS, TimeUnit.SECONDS)
          .thenApply(ToolFailureReport::firstFailure)
          .join();
    } catch (CompletionException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> firstFailure(Diagnosis diagnosis) {
    return diagnosis.steps().stream()
        .filter(step -> step.status() == Diagnosis.Status.FAILED)
        .findFirst()
        .map(
            step ->
                "The doctor found, in the step "
                    + step.check()
                    + ": "
                    + step.seen()
                    + step.hint().map(hint -> ". " + hint).orElse(""));
  }
}
