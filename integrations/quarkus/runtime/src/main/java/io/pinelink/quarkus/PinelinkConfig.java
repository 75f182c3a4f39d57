package io.pinelink.quarkus;

import io.pinelink.model.Protocol;
import io.pinelink.network.HttpVersion;
import io.pinelink.routing.RoutePolicy;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The properties that are read when the application starts. An absent property leaves the default
 * of the client's builder. The words are the same as with Spring Boot.
 */
@ConfigMapping(prefix = PinelinkConfig.PREFIX)
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface PinelinkConfig {
  /** The prefix of all properties. */
  String PREFIX = "quarkus.pinelink";

  /** API key of the project. Default: the environment variable PINECONE_API_KEY. */
  Optional<String> apiKey();

  /** API version of all calls, such as 2026-04. Default: the version of each operation. */
  Optional<String> apiVersion();

  /** Host of the control plane. Default: api.pinecone.io. */
  Optional<String> controlPlane();

  /** Which form of an index host to dial. Default: as-given. */
  Optional<RoutePolicy.Choice> routePolicy();

  /** How long private-preferred waits for the private form. Default: 2 s. */
  Optional<Duration> privateProbeTimeout();

  /** Rules that replace the addresses to dial for some hosts; the first that covers it applies. */
  List<DialRule> connectRules();

  /** Domains of your own whose hosts may receive the API key. */
  Optional<List<String>> trustedDomains();

  /**
   * File with the hosts of indexes, which are looked up there before the control plane is asked.
   */
  Optional<Path> hostBook();

  /** Addresses that private routes may lead to. */
  AllowedAddresses addressGuard();

  /** Certificates for the service. */
  Certificates ssl();

  /** Certificates for the control plane, if they differ. */
  Certificates controlPlaneSsl();

  /** Proxy of public routes and of the control plane. */
  ProxyServer proxy();

  /** Proxy of the control plane, if it differs. */
  ProxyServer controlPlaneProxy();

  /** Lifetime of connections. */
  Lifetime connectionLifetime();

  /** Retries of failed calls. */
  Retries retry();

  /** Timeout of a call, all attempts together. Default: 30 s. */
  Optional<Duration> timeout();

  /** Timeout for connecting to one address. Default: 10 s. */
  Optional<Duration> connectTimeout();

  /** Name of the program in User-Agent. */
  Optional<String> sourceTag();

  /** Headers to add to every call. Their values are treated as secrets. */
  @ConfigDocMapKey("header")
  Map<String, String> headers();

  /** Maximum size of a response. Default: 64 MB. */
  Optional<MemorySize> maxResponseSize();

  /** Maximum number of gRPC connections to one host. Default: 4. */
  OptionalInt maxGrpcConnections();

  /** HTTP version of calls over REST. Default: http-1-1. */
  Optional<HttpVersion> httpVersion();

  /** Protocols to use, the preferred one first. Default: grpc, rest. */
  Optional<List<Protocol>> protocols();

  /** Health check of the client. */
  HealthCheck health();

  /** Indexes, by the name in NamedIndex. */
  @ConfigDocMapKey("index")
  Map<String, ConfiguredIndex> indexes();

  /** Connection to a local server, which Dev Services set. It replaces all of the connection. */
  DevServer devServer();

  /** An index. */
  interface ConfiguredIndex {
    /** Name of the index. Default: the name in NamedIndex. */
    Optional<String> name();

    /** Host of the index, in public or private form, which saves the control plane's lookup. */
    Optional<String> host();

    /** Namespace of the bean's calls. Default: the default namespace. */
    Optional<String> namespace();
  }

  /** A rule that replaces the addresses to dial. It has exactly one of host and project. */
  interface DialRule {
    /** Hosts that the rule covers: a whole name, or an asterisk, a dot and a suffix. */
    Optional<String> host();

    /** Project whose private hosts the rule covers, by the last part of the first label. */
    Optional<String> project();

    /** Environment to which the rule of a project is limited. */
    Optional<String> environment();

    /** Names or addresses to dial in turn, with an optional port. */
    Optional<List<String>> dial();
  }

  /** Addresses that private routes may lead to. */
  interface AllowedAddresses {
    /** Further ranges that private routes may lead to, such as 203.0.113.0/24. */
    Optional<List<String>> allowedRanges();

    /** Whether private routes may lead to loopback, for tunnels. Default: false. */
    Optional<Boolean> allowLoopback();
  }

  /** Certificates, as PEM files. */
  interface Certificates {
    /** File with the authorities to trust. Default: the authorities of the JVM. */
    Optional<Path> authorities();

    /** File with the client certificate and its chain. */
    Optional<Path> certificate();

    /** File with the private key of the client certificate. */
    Optional<Path> key();
  }

  /** The choice of a proxy. */
  enum ProxyMode {
    /** The proxy that the system properties of the JVM name. */
    JVM,
    /** No proxy. */
    NONE
  }

  /** A proxy. */
  interface ProxyServer {
    /** Whether to use the proxy of the JVM (jvm) or none. Has no effect with a host. */
    Optional<ProxyMode> mode();

    /** Host of an HTTP proxy. */
    Optional<String> host();

    /** Port of the HTTP proxy. */
    OptionalInt port();

    /** User at the proxy. */
    Optional<String> username();

    /** Password at the proxy. */
    Optional<String> password();

    /** Hosts that are connected to directly: whole names, or an asterisk, a dot and a suffix. */
    Optional<List<String>> exceptFor();

    /** Whether private routes use the proxy too. Default: false. */
    Optional<Boolean> privateRoutes();
  }

  /** The lifetime of connections. Takes effect if idle is set. */
  interface Lifetime {
    /** How long a connection without calls is kept. Default: a time that fits the network. */
    Optional<Duration> idle();

    /** How often a connection with calls in flight is pinged. Default: 60 s. */
    Optional<Duration> keepAlive();

    /** How often the name of a connection in use is resolved again. Default: 60 s. */
    Optional<Duration> refresh();
  }

  /** Retries of failed calls. */
  interface Retries {
    /** Maximum number of attempts of a call, including the first, 1 to 20. Default: 4. */
    OptionalInt maxAttempts();

    /** Longest wait before the second attempt; it doubles with each attempt. Default: 200 ms. */
    Optional<Duration> firstBackoff();

    /** Longest wait between two attempts. Default: 5 s. */
    Optional<Duration> maxBackoff();

    /** Timeout of one attempt of an idempotent operation. Default: half of the timeout. */
    Optional<Duration> attemptTimeout();

    /** Retry budget of each host, 2 to 1000. Default: 40. */
    OptionalInt budgetTokens();

    /** Tokens that a call with a response returns to the budget, 0.001 to 1. Default: 0.3. */
    OptionalDouble tokensPerSuccess();
  }

  /** The health check. */
  interface HealthCheck {
    /** Index to which each check sends a small call, and a read once a minute. Default: none. */
    Optional<String> index();

    /** Timeout of each call. Default: 2 s. */
    Optional<Duration> timeout();
  }

  /** A local server. */
  interface DevServer {
    /** Address of its control plane. */
    Optional<String> controlPlane();

    /** Address of its public data plane. */
    Optional<String> publicData();

    /** Address of its private data plane. */
    Optional<String> privateData();

    /** PEM file with its certificate authority. */
    Optional<Path> authority();
  }
}
