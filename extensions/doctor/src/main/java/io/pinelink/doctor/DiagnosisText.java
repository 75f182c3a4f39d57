package io.pinelink.doctor;

import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.Diagnosis.Step;
import io.pinelink.routing.Verdict;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text form of a diagnosis, in lines of at most 80 characters unless a single word is longer.
 */
final class DiagnosisText {
  private static final int WIDTH = 80;
  private static final String INDENT = " ".repeat(24);
  private static final Map<Status, String> WORDS =
      Map.of(
          Status.OK, "ok",
          Status.WARNING, "warning",
          Status.FAILED, "FAILED",
          Status.SKIPPED, "skipped");

  private final StringBuilder out = new StringBuilder();

  private DiagnosisText() {}

  static String of(Diagnosis diagnosis) {
    DiagnosisText text = new DiagnosisText();
    text.out.append(diagnosis.host()).append("\n\n");
    diagnosis.steps().forEach(text::step);
    text.out.append('\n');
    text.wrapped("", verdict(diagnosis), "");
    return text.out.toString();
  }

  private void step(Step step) {
    wrapped(
        String.format(Locale.ROOT, "%-8s %-14s", WORDS.get(step.status()), label(step)),
        step.seen(),
        INDENT);
    step.hint().ifPresent(hint -> wrapped(INDENT + "->", hint, INDENT + "   "));
  }

  private static String label(Step step) {
    return switch (step.check()) {
      case GRPC -> "call over gRPC";
      case REST -> "call over REST";
      case GRPC_LIBRARIES -> "gRPC libraries";
      case REST_LIBRARIES -> "REST libraries";
      default -> step.check().toString();
    };
  }

  private static String verdict(Diagnosis diagnosis) {
    if (!diagnosis.dataCanFlow()) {
      String refused = refused(diagnosis.verdict());
      return refused == null
          ? "Data cannot flow: " + whatToSee(diagnosis) + "."
          : "The route works, but " + refused + ": " + callToSee(diagnosis) + ".";
    }
    StringBuilder verdict = new StringBuilder("Data can flow");
    if (anyFailed(diagnosis, Check.GRPC)) {
      verdict.append(" over REST, but not over gRPC");
    } else if (anyFailed(diagnosis, Check.REST)) {
      verdict.append(" over gRPC, but not over REST");
    }
    if (diagnosis.fallback()) {
      verdict.append(", but over the public network: the private form does not answer");
    } else {
      failed(diagnosis, Check.DNS, Check.TCP, Check.TLS)
          .ifPresent(
              step ->
                  verdict
                      .append(", but a new connection cannot be made: see ")
                      .append(label(step)));
      failed(diagnosis, Check.PATH_MTU)
          .ifPresent(step -> verdict.append("; large packets are lost: see ").append(label(step)));
      if (!diagnosis.deadAddresses().isEmpty() && !anyFailed(diagnosis, Check.TCP)) {
        verdict.append("; ").append(dead(diagnosis.deadAddresses())).append(": see tcp");
      }
    }
    if (diagnosis.verdict() == Verdict.RATE_LIMITED) {
      verdict.append("; the service throttles calls at the moment");
    }
    if (anyFailed(diagnosis, Check.CONTROL_PLANE)) {
      verdict.append(
          ". The control plane cannot be used: open indexes by host, or from a host book");
    }
    return verdict.append('.').toString();
  }

  /** Returns why the service refuses calls; null if it does not, or if the route may be wrong. */
  private static @Nullable String refused(Verdict verdict) {
    return switch (verdict) {
      case QUOTA_EXHAUSTED -> "a monthly quota is used up";
      case FORBIDDEN -> "the key is not permitted to read";
      case INDEX_NOT_FOUND -> "there is no index at this host";
      case REFUSED -> "the service refuses calls";
      case ANSWERED, RATE_LIMITED, UNAUTHENTICATED, UNREACHABLE -> null;
    };
  }

  private static String dead(List<InetAddress> addresses) {
    String all =
        addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
    return all + (addresses.size() == 1 ? " accepts" : " accept") + " no connection";
  }

  private static boolean anyFailed(Diagnosis diagnosis, Check... checks) {
    return failed(diagnosis, checks).isPresent();
  }

  private static Optional<Step> failed(Diagnosis diagnosis, Check... checks) {
    List<Check> wanted = List.of(checks);
    return diagnosis.steps().stream()
        .filter(step -> step.status() == Status.FAILED && wanted.contains(step.check()))
        .findFirst();
  }

  /**
   * Names the step that failed first; if both forms of the host were tried, the failed step of
   * each.
   */
  private static String whatToSee(Diagnosis diagnosis) {
    Optional<Step> target =
        failed(diagnosis, Check.PATH_MTU)
            .or(() -> failed(diagnosis, Check.HOST, Check.DNS, Check.TCP, Check.TLS));
    Optional<Step> call =
        failed(diagnosis, Check.GRPC_LIBRARIES, Check.REST_LIBRARIES, Check.GRPC, Check.REST);
    if (diagnosis.fallback() && target.isPresent() && call.isPresent()) {
      return "see %s for the private form, and %s for the public one"
          .formatted(label(target.get()), label(call.get()));
    }
    return target
        .or(() -> call)
        .map(step -> "see " + label(step))
        .orElse("no protocol could be tried");
  }

  private static String callToSee(Diagnosis diagnosis) {
    return diagnosis.steps().stream()
        .filter(step -> step.check() == Check.GRPC || step.check() == Check.REST)
        .filter(step -> step.status() == Status.FAILED || step.status() == Status.WARNING)
        .map(step -> "see " + label(step))
        .findFirst()
        .orElse("no protocol could be tried");
  }

  /**
   * Appends text with line breaks. A word that is too long, such as a host, gets a line of its own.
   */
  private void wrapped(String first, String text, String indent) {
    StringBuilder line = new StringBuilder(first);
    boolean empty = first.isEmpty();
    for (String word : text.split("\\s+", -1)) {
      if (!empty && line.length() + 1 + word.length() > WIDTH) {
        out.append(line.toString().stripTrailing()).append('\n');
        line.setLength(0);
        line.append(indent).append(word);
      } else {
        line.append(empty ? "" : " ").append(word);
      }
      empty = false;
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }
}
