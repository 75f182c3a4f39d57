package io.pinelink.doctor;

import io.pinelink.network.ServerCertificate;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.routing.Verdict;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The findings about the connection to an index, step by step. A value without credentials. */
public sealed interface Diagnosis permits DiagnosisResult {
  /**
   * Returns a builder, for tests of programs that show a diagnosis; {@link Doctor#check} creates
   * one.
   *
   * @param at when the diagnosis started
   */
  static Builder builder(String host, Instant at, List<Step> steps) {
    return new Builder(host, at, steps);
  }

  /** Returns the host, in the form that was checked. */
  String host();

  /** Returns the network that the route of the calls crosses; empty if the host has no route. */
  Optional<Route.Kind> kind();

  /**
   * Returns whether that is the public route because the private form does not answer, under {@link
   * RoutePolicy#privatePreferred(java.time.Duration)}.
   */
  boolean fallback();

  /** Returns when the diagnosis started. */
  Instant at();

  /** Returns the checks, in order. */
  List<Step> steps();

  /**
   * Returns the addresses that {@link Check#DNS} found, sorted. If the route does not allow one,
   * that is the only one. Empty if the name does not resolve, or if a proxy resolves it.
   */
  List<InetAddress> addresses();

  /**
   * Returns the addresses that accept no connection, sorted: a part of {@link #addresses} if {@link
   * Check#TCP} is a warning, all of them if it failed.
   */
  List<InetAddress> deadAddresses();

  /**
   * Returns the certificate that the server presented in {@link Check#TLS}; empty if the handshake
   * was not made or failed.
   */
  Optional<ServerCertificate> certificate();

  /** The subject of a step. */
  enum Check {
    /** The form of the host, its other form, and the route that the client's settings give it. */
    HOST,
    /** The documentation of the host's environment. */
    CATALOGUE,
    /** The addresses to which the host, or the name dialled for it, resolves. */
    DNS,
    /**
     * Whether the name servers of this machine, its hosts file, the cloud's own name server and
     * those that were {@linkplain DiagnosisOptions.Builder#resolver given} agree on the dialled
     * name.
     */
    RESOLVERS,
    /**
     * A TCP connection to each address: which ones accept it, whether data passes, and whether IPv4
     * and IPv6 both work if the host has addresses of both.
     */
    TCP,
    /**
     * The TLS handshake: names, issuer and expiry of the certificate, protocol selected by ALPN,
     * signs of a proxy that inspects TLS.
     */
    TLS,
    /** Whether packets of full size pass, in both directions: the path MTU. */
    PATH_MTU,
    /** The libraries of the gRPC transport: versions and jars. */
    GRPC_LIBRARIES,
    /** The libraries of the REST transport: versions and jars. */
    REST_LIBRARIES,
    /** Calls with the API key over gRPC. */
    GRPC,
    /** Calls with the API key over REST. */
    REST,
    /** A call to the control plane, which is always public. */
    CONTROL_PLANE,
    /**
     * The proxies in use, those that are configured for other programs only, and signs of one in
     * the path.
     */
    PROXY,
    /** How long the JVM caches DNS answers. */
    DNS_CACHE,
    /**
     * The difference between this machine's clock and the server's, also if the server's
     * certificate was refused for its dates.
     */
    CLOCK;

    /** Returns the name in lower case with spaces: {@code control plane}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** The result of a step. */
  enum Status {
    /** The check passed. */
    OK,
    /** The check passed, with a remark. */
    WARNING,
    /** The check failed. */
    FAILED,
    /** The check was skipped, because a previous one failed or it does not apply. */
    SKIPPED
  }

  /** One step. */
  sealed interface Step permits StepResult {
    /** Creates a step, for tests of programs that show one. */
    static Step of(Check check, Status status, String seen, Optional<String> hint, Duration took) {
      return new StepResult(check, status, seen, hint, took);
    }

    /** Returns the subject of the step. */
    Check check();

    /** Returns the result of the step. */
    Status status();

    /** Returns the finding, in prose. */
    String seen();

    /** Returns what to do; empty if there is nothing to do. */
    Optional<String> hint();

    /**
     * Returns how long the check took. If a TLS handshake failed, {@link Check#TLS} includes the
     * time of the connection, and the duration of {@link Check#TCP} is zero.
     */
    Duration took();
  }

  /** Returns the step of a check; empty if there is none. */
  Optional<Step> step(Check check);

  /** Returns what the service answered to calls, over the protocol that got furthest. */
  Verdict verdict();

  /**
   * Returns whether calls to the index work: the {@linkplain Verdict#dataCanFlow verdict} is {@link
   * Verdict#ANSWERED} or {@link Verdict#RATE_LIMITED}.
   */
  default boolean dataCanFlow() {
    return verdict().dataCanFlow();
  }

  /** Returns the diagnosis as text for a terminal of 80 columns. */
  String toText();

  /** Builds a {@link Diagnosis}. */
  final class Builder {
    private final String host;
    private final Instant at;
    private final List<Step> steps;
    private Optional<Route.Kind> kind = Optional.empty();
    private boolean fallback;
    private List<InetAddress> addresses = List.of();
    private List<InetAddress> deadAddresses = List.of();
    private Optional<ServerCertificate> certificate = Optional.empty();
    private Verdict verdict;

    private Builder(String host, Instant at, List<Step> steps) {
      this.host = Objects.requireNonNull(host, "host is null");
      this.at = Objects.requireNonNull(at, "at is null");
      this.steps = List.copyOf(Objects.requireNonNull(steps, "steps is null"));
      boolean answered =
          this.steps.stream()
              .filter(step -> step.check() == Check.GRPC || step.check() == Check.REST)
              .anyMatch(step -> step.status() == Status.OK);
      this.verdict = answered ? Verdict.ANSWERED : Verdict.UNREACHABLE;
    }

    /** Sets the network that the route of the calls crosses. Default: the host has no route. */
    public Builder kind(Route.Kind kind) {
      this.kind = Optional.of(Objects.requireNonNull(kind, "kind is null"));
      return this;
    }

    /** Sets whether the private form does not answer. Default: false. */
    public Builder fallback(boolean fallback) {
      this.fallback = fallback;
      return this;
    }

    /** Sets the addresses that the name resolves to. Default: none. */
    public Builder addresses(List<InetAddress> addresses) {
      this.addresses = List.copyOf(Objects.requireNonNull(addresses, "addresses is null"));
      return this;
    }

    /** Sets the addresses that accept no connection. Default: none. */
    public Builder deadAddresses(List<InetAddress> addresses) {
      this.deadAddresses = List.copyOf(Objects.requireNonNull(addresses, "addresses is null"));
      return this;
    }

    /** Sets the certificate of the server. Default: none. */
    public Builder certificate(ServerCertificate certificate) {
      this.certificate = Optional.of(Objects.requireNonNull(certificate, "certificate is null"));
      return this;
    }

    /**
     * Sets what the service answered. Default: {@link Verdict#ANSWERED} if a step with a call
     * passed, otherwise {@link Verdict#UNREACHABLE}.
     */
    public Builder verdict(Verdict verdict) {
      this.verdict = Objects.requireNonNull(verdict, "verdict is null");
      return this;
    }

    /** Builds the diagnosis. */
    public Diagnosis build() {
      return new DiagnosisResult(
          host, kind, fallback, at, steps, addresses, certificate, verdict, deadAddresses);
    }
  }
}
