package io.pinelink.server;

import io.pinelink.model.Protocol;
import io.pinelink.server.internal.faults.CallMatcher;
import io.pinelink.server.internal.faults.FaultJson;
import io.pinelink.server.internal.faults.RuleSpec;
import io.pinelink.server.internal.http.ListenerRole;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Fault} and the conditions under which it strikes: which calls, how many of them, and how
 * likely. {@link Faults#add(FaultRule)} puts it into effect.
 *
 * <pre>{@code
 * ActiveFault slow = server.faults().add(
 *     FaultRule.builder(Fault.latency(Duration.ofMillis(300), Duration.ofMillis(100)))
 *         .operations("query", "fetch")
 *         .index("docs")
 *         .toxicity(0.2)
 *         .build());
 * …
 * assertThat(slow.strikes()).isPositive();
 * }</pre>
 *
 * <p>A rule without conditions strikes every call, or every TLS handshake if its fault is one of
 * TLS. Immutable and thread-safe.
 *
 * @see FaultRules
 */
public final class FaultRule {
  private final RuleSpec spec;

  FaultRule(RuleSpec spec) {
    this.spec = spec;
  }

  /** Returns a rule that strikes every call. */
  public static FaultRule always(Fault fault) {
    return builder(fault).build();
  }

  /** Returns a builder without conditions. */
  public static Builder builder(Fault fault) {
    return new Builder(Objects.requireNonNull(fault, "fault is null"));
  }

  /** Returns the fault. */
  public Fault fault() {
    return new Fault(spec.fault());
  }

  /** Returns the name; empty if {@link Faults} is to choose one. */
  public String name() {
    return spec.name();
  }

  /**
   * Returns the rule as a JSON object, on several lines. Members that have their defaults are left
   * out.
   */
  public String toJson() {
    return FaultJson.object(spec).toPrettyString();
  }

  RuleSpec spec() {
    return spec;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FaultRule rule && rule.spec.equals(spec);
  }

  @Override
  public int hashCode() {
    return spec.hashCode();
  }

  /** Returns the rule as a JSON object, on one line. */
  @Override
  public String toString() {
    return FaultJson.object(spec).toString();
  }

  /** The part of the service that a call is for. */
  public enum Plane {
    /** The data plane: the hosts of indexes. */
    DATA,
    /** The control plane, with the admin API and the login. */
    CONTROL
  }

  /** A builder for {@link FaultRule}; not thread-safe. */
  public static final class Builder {
    private final Fault fault;
    private final Set<String> operations = new LinkedHashSet<>();
    private String name = "";
    private double toxicity = 1;
    private long after;
    private long times = RuleSpec.UNLIMITED;
    private String index = "";
    private @Nullable String namespace;
    private @Nullable Protocol protocol;
    private io.pinelink.spi.@Nullable Plane plane;
    private @Nullable ListenerRole listener;
    private String host = "";

    private Builder(Fault fault) {
      this.fault = fault;
    }

    /**
     * Sets a name, by which the fault is reported and removed, and on which its random numbers
     * depend. Default: the type of the fault and a number, such as {@code latency-1}.
     *
     * @param name 1 to 100 characters
     * @throws IllegalArgumentException if it is blank or longer
     */
    public Builder name(String name) {
      if (!FaultJson.isName(Objects.requireNonNull(name, "name is null"))) {
        throw new IllegalArgumentException("name is '" + name + "', expected 1 to 100 characters");
      }
      this.name = name;
      return this;
    }

    /**
     * Adds operations to those that the fault strikes. Default: all.
     *
     * @param operations names such as {@code upsert} or {@code createIndex}, as {@link
     *     RecordedRequest#operation()} has them; {@link Faults#add(FaultRule)} refuses unknown ones
     */
    public Builder operations(String... operations) {
      Objects.requireNonNull(operations, "operations is null");
      for (String operation : operations) {
        this.operations.add(Objects.requireNonNull(operation, "operation is null"));
      }
      return this;
    }

    /**
     * Strikes only calls to one index: data calls to its host, which requires that it exists, and
     * control calls that name it in the path or create it. Default: calls to any index or none.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public Builder index(String index) {
      this.index = notEmpty("index", index);
      return this;
    }

    /**
     * Strikes only calls to one namespace, as the request names it; an alias is not resolved.
     * Default: calls to any namespace or none.
     *
     * @param namespace empty or {@code __default__} for the default namespace
     */
    public Builder namespace(String namespace) {
      this.namespace = Objects.requireNonNull(namespace, "namespace is null");
      return this;
    }

    /** Strikes only calls over one protocol. Default: both. */
    public Builder protocol(Protocol protocol) {
      this.protocol = Objects.requireNonNull(protocol, "protocol is null");
      return this;
    }

    /** Strikes only calls to one plane. Default: both. */
    public Builder plane(Plane plane) {
      Objects.requireNonNull(plane, "plane is null");
      this.plane = io.pinelink.spi.Plane.valueOf(plane.name());
      return this;
    }

    /** Strikes only calls that one listener received. Default: all listeners. */
    public Builder listener(Listener listener) {
      this.listener = Objects.requireNonNull(listener, "listener is null").role();
      return this;
    }

    /**
     * Strikes only calls to one host: their {@code Host} or {@code :authority} without a port, or
     * the server name of a TLS handshake, which is empty if the client sends none. Default: all.
     *
     * @param host a name in which an asterisk stands for any text, such as {@code *.svc.private.*};
     *     case is ignored
     * @throws IllegalArgumentException if it is empty
     */
    public Builder host(String host) {
      this.host = notEmpty("host", host);
      return this;
    }

    private static String notEmpty(String name, String value) {
      if (Objects.requireNonNull(value, () -> name + " is null").isEmpty()) {
        throw new IllegalArgumentException(name + " is empty");
      }
      return value;
    }

    /**
     * Sets the probability that the fault strikes a call that meets the conditions. Default: 1.
     *
     * @param toxicity 0 to 1
     * @throws IllegalArgumentException if it is out of range
     * @see Faults#seed
     */
    public Builder toxicity(double toxicity) {
      if (!(toxicity >= 0 && toxicity <= 1)) {
        throw new IllegalArgumentException("toxicity is " + toxicity + ", expected 0 to 1");
      }
      this.toxicity = toxicity;
      return this;
    }

    /**
     * Spares the first calls that meet the conditions. Default: 0.
     *
     * @param calls 0 to 1,000,000,000
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder after(long calls) {
      this.after = inRange("after", calls, 0);
      return this;
    }

    /**
     * Strikes at most a number of calls. Default: no limit.
     *
     * @param strikes 1 to 1,000,000,000
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder times(long strikes) {
      this.times = inRange("times", strikes, 1);
      return this;
    }

    private static long inRange(String name, long value, long min) {
      if (value < min || value > RuleSpec.MAX_COUNT) {
        throw new IllegalArgumentException(
            name + " is " + value + ", expected " + min + " to " + RuleSpec.MAX_COUNT);
      }
      return value;
    }

    /**
     * Returns the rule.
     *
     * @throws IllegalArgumentException if the fault is one of TLS handshakes, and a condition is
     *     set other than plane, listener and host: a handshake precedes all calls
     */
    public FaultRule build() {
      return new FaultRule(
          new RuleSpec(
              name,
              fault.spec(),
              toxicity,
              after,
              times,
              new CallMatcher(operations, index, namespace, protocol, plane, listener, host)));
    }
  }
}
