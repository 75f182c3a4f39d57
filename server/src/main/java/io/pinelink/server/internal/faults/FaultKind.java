package io.pinelink.server.internal.faults;

import io.pinelink.error.ErrorCode;
import io.pinelink.server.internal.http.CertificateFlaw;
import io.pinelink.server.internal.http.HandshakeFault;
import io.pinelink.server.internal.http.Reply;
import io.pinelink.server.internal.http.ResponsePlan;
import io.pinelink.server.internal.http.ServerCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A kind of fault: its attributes and its effect. The first ones have the names and attributes of
 * Toxiproxy's toxics.
 *
 * @see <a href="https://github.com/Shopify/toxiproxy#toxics">Toxiproxy: toxics</a>
 */
public final class FaultKind {
  private static final List<FaultKind> ALL = new ArrayList<>();

  /** The largest number of bytes in a body. */
  private static final long MAX_BYTES = Integer.MAX_VALUE;

  private static final long BILLION = 1_000_000_000;

  public static final FaultKind LATENCY =
      ofCalls(
          "latency",
          DelayEffects::latency,
          Attribute.millis("latency"),
          Attribute.millis("jitter").byDefault(0L));

  public static final FaultKind BANDWIDTH =
      ofCalls(
          "bandwidth",
          (fault, call, draws, plan) -> plan.limitRate(fault.number("rate") * 1_000),
          Attribute.number("rate", "KB/s", 1, 1_000_000));

  public static final FaultKind SLOW_CLOSE =
      ofCalls(
          "slow_close",
          (fault, call, draws, plan) -> plan.delayEnd(fault.millis("delay")),
          Attribute.millis("delay"));

  public static final FaultKind TIMEOUT =
      replacing("timeout", DelayEffects::timeout, Attribute.millis("timeout").byDefault(0L));

  public static final FaultKind RESET_PEER =
      replacing(
          "reset_peer",
          (fault, call, draws, plan) ->
              plan.outcome(reply -> reply.resetAfter(fault.millis("timeout"))),
          Attribute.millis("timeout").byDefault(0L));

  public static final FaultKind SLICER =
      ofCalls(
          "slicer",
          DelayEffects::slicer,
          Attribute.number("average_size", "bytes", 1, BILLION),
          Attribute.number("size_variation", "bytes", 0, BILLION).byDefault(0L),
          Attribute.number("delay", "µs", 0, BILLION).byDefault(0L));

  public static final FaultKind LIMIT_DATA =
      ofCalls(
          "limit_data",
          (fault, call, draws, plan) -> plan.limitBytes(fault.number("bytes")),
          Attribute.number("bytes", "bytes", 0, MAX_BYTES));

  public static final FaultKind LONG_TAIL =
      ofCalls(
          "long_tail",
          DelayEffects::longTail,
          Attribute.number("median", "ms", 1, Attribute.MAX_MILLIS),
          Attribute.number("p99", "ms", 1, Attribute.MAX_MILLIS),
          Attribute.number("max", "ms", 1, Attribute.MAX_MILLIS).byDefault(60_000L));

  public static final FaultKind REFUSE =
      replacing(
          "refuse",
          ResponseEffects::refuse,
          Attribute.word("code", Stream.of(ErrorCode.values()).map(Enum::name).toList()),
          Attribute.text("message", "refused by a fault"),
          Attribute.millis("retry_after").optional(),
          Attribute.instant("retry_at"),
          Attribute.flag("no_retry"));

  public static final FaultKind STATUS =
      replacing(
          "status",
          ResponseEffects::status,
          Attribute.number("status", "", 200, 599),
          Attribute.text("text", ""),
          Attribute.millis("retry_after").optional());

  public static final FaultKind BODY =
      replacing(
          "body", ResponseEffects::body, Attribute.text("text", ""), Attribute.base64("base64"));

  public static final FaultKind TRUNCATED_JSON =
      ofCalls(
          "truncated_json",
          ResponseEffects::truncate,
          Attribute.number("bytes", "bytes", 0, MAX_BYTES).optional());

  public static final FaultKind CONTENT_TYPE =
      ofCalls(
          "content_type",
          ResponseEffects::contentType,
          Attribute.text("content_type", "text/html"));

  public static final FaultKind INFORMATIONAL =
      ofCalls(
          "informational",
          (fault, call, draws, plan) -> plan.inform(fault.numbers("statuses")),
          Attribute.numbers("statuses", 100, 199, List.of(103L)));

  public static final FaultKind DROP =
      replacing("drop", (fault, call, draws, plan) -> plan.outcome(Reply::drop));

  public static final FaultKind BREAK_OFF =
      ofCalls("break_off", (fault, call, draws, plan) -> plan.limitToHalf());

  public static final FaultKind GO_AWAY =
      replacing("go_away", (fault, call, draws, plan) -> plan.outcome(Reply::goAway));

  public static final FaultKind TLS_ALERT =
      ofHandshakes(
          "tls_alert",
          fault -> new HandshakeFault.Alert(TlsAlert.valueOf(constant(fault, "alert")).number()),
          Attribute.word("alert", words(TlsAlert.values())).byDefault("handshake_failure"));

  public static final FaultKind TLS_CERTIFICATE =
      ofHandshakes(
          "tls_certificate",
          fault -> new HandshakeFault.Certificate(CertificateFlaw.valueOf(constant(fault, "flaw"))),
          Attribute.word("flaw", words(CertificateFlaw.values())));

  public static final FaultKind TLS_STALL =
      ofHandshakes(
          "tls_stall",
          fault -> new HandshakeFault.Stall(fault.millis("timeout")),
          Attribute.millis("timeout").byDefault(0L));

  private final String type;
  private final List<Attribute> attributes;
  private final @Nullable CallEffect onCall;
  private final @Nullable HandshakeEffect onHandshake;
  private final boolean replacing;

  private FaultKind(
      String type,
      List<Attribute> attributes,
      boolean replacing,
      @Nullable CallEffect onCall,
      @Nullable HandshakeEffect onHandshake) {
    this.type = type;
    this.attributes = attributes;
    this.replacing = replacing;
    this.onCall = onCall;
    this.onHandshake = onHandshake;
  }

  /** An effect on a call. */
  @FunctionalInterface
  interface CallEffect {
    void plan(FaultSpec fault, ServerCall call, Draws draws, ResponsePlan plan);
  }

  /** An effect on a TLS handshake. */
  @FunctionalInterface
  interface HandshakeEffect {
    HandshakeFault plan(FaultSpec fault);
  }

  private static FaultKind ofCalls(String type, CallEffect effect, Attribute... attributes) {
    return added(new FaultKind(type, List.of(attributes), false, effect, null));
  }

  /** Creates a kind that takes the place of the service's response. */
  private static FaultKind replacing(String type, CallEffect effect, Attribute... attributes) {
    return added(new FaultKind(type, List.of(attributes), true, effect, null));
  }

  private static FaultKind ofHandshakes(
      String type, HandshakeEffect effect, Attribute... attributes) {
    return added(new FaultKind(type, List.of(attributes), true, null, effect));
  }

  private static FaultKind added(FaultKind kind) {
    ALL.add(kind);
    return kind;
  }

  private static List<String> words(Enum<?>... constants) {
    return Stream.of(constants).map(word -> word.name().toLowerCase(Locale.ROOT)).toList();
  }

  private static String constant(FaultSpec fault, String attribute) {
    return fault.text(attribute).toUpperCase(Locale.ROOT);
  }

  public static List<FaultKind> all() {
    return List.copyOf(ALL);
  }

  /** Returns the kind of a name in JSON; empty if there is none. */
  static Optional<FaultKind> of(String type) {
    return ALL.stream().filter(kind -> kind.type.equals(type)).findFirst();
  }

  /** Returns the name of the kind in JSON. */
  public String type() {
    return type;
  }

  public List<Attribute> attributes() {
    return attributes;
  }

  Attribute attribute(String name) {
    return attributes.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  /** Returns whether it strikes a TLS handshake and not a call. */
  public boolean isOfHandshakes() {
    return onHandshake != null;
  }

  /** Returns whether at most one fault of such kinds can strike a call or a TLS handshake. */
  public boolean isReplacing() {
    return replacing;
  }

  /** Adds the effect on a call to its plan. */
  public void plan(FaultSpec fault, ServerCall call, Draws draws, ResponsePlan plan) {
    if (onCall == null) {
      throw new IllegalStateException(type + " does not strike calls");
    }
    onCall.plan(fault, call, draws, plan);
  }

  /** Returns the effect on a TLS handshake. */
  public HandshakeFault plan(FaultSpec fault) {
    if (onHandshake == null) {
      throw new IllegalStateException(type + " does not strike TLS handshakes");
    }
    return onHandshake.plan(fault);
  }

  @Override
  public String toString() {
    return type;
  }
}
