package io.pinelink.springboot;

import io.pinelink.model.Protocol;
import io.pinelink.network.HttpVersion;
import io.pinelink.routing.RoutePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * The properties of the client. An absent property leaves the default of the client's builder.
 *
 * @param enabled Whether to configure a client. Default: true.
 * @param apiKey API key of the project. Default: the environment variable PINECONE_API_KEY.
 * @param apiVersion API version of all calls, such as 2026-04. Default: the version of each
 *     operation.
 * @param controlPlane Host of the control plane. Default: api.pinecone.io.
 * @param routePolicy Which form of an index host to dial. Default: as-given.
 * @param privateProbeTimeout How long private-preferred waits for the private form. Default: 2 s.
 * @param connectRules Rules that replace the addresses to dial for some hosts; the first one that
 *     covers a host applies.
 * @param trustedDomains Domains of your own whose hosts may receive the API key.
 * @param hostBook File with the hosts of indexes, which are looked up there before the control
 *     plane is asked.
 * @param addressGuard Addresses that private routes may lead to.
 * @param ssl Certificates for the service.
 * @param controlPlaneSsl Certificates for the control plane, if they differ.
 * @param proxy Proxy of public routes and of the control plane.
 * @param controlPlaneProxy Proxy of the control plane, if it differs.
 * @param connectionLifetime Lifetime of connections.
 * @param retry Retries of failed calls.
 * @param timeout Timeout of a call, all attempts together. Default: 30 s.
 * @param connectTimeout Timeout for connecting to one address. Default: 10 s.
 * @param sourceTag Name of the program in User-Agent.
 * @param headers Headers to add to every call. Their values are treated as secrets.
 * @param maxResponseSize Maximum size of a response. Default: 64 MB.
 * @param maxGrpcConnections Maximum number of gRPC connections to one host. Default: 4.
 * @param httpVersion HTTP version of calls over REST. Default: http-1-1.
 * @param protocols Protocols to use, the preferred one first. Default: grpc, rest.
 * @param admin Access to the admin API.
 * @param health Health indicator of the client.
 * @param watch Checks of the routes to the indexes.
 * @param indexes Indexes to register as beans, by the name of their qualifier.
 */
@ConfigurationProperties(PinelinkProperties.PREFIX)
record PinelinkProperties(
    @Nullable Boolean enabled,
    @Nullable String apiKey,
    @Nullable String apiVersion,
    @Nullable String controlPlane,
    RoutePolicy.@Nullable Choice routePolicy,
    @Nullable Duration privateProbeTimeout,
    @DefaultValue List<DialRule> connectRules,
    @DefaultValue List<String> trustedDomains,
    @Nullable Path hostBook,
    @DefaultValue AllowedAddresses addressGuard,
    @DefaultValue Certificates ssl,
    @DefaultValue Certificates controlPlaneSsl,
    @DefaultValue ProxyServer proxy,
    @DefaultValue ProxyServer controlPlaneProxy,
    @DefaultValue Lifetime connectionLifetime,
    @DefaultValue Retries retry,
    @Nullable Duration timeout,
    @Nullable Duration connectTimeout,
    @Nullable String sourceTag,
    @DefaultValue Map<String, String> headers,
    @Nullable DataSize maxResponseSize,
    @Nullable Integer maxGrpcConnections,
    @Nullable HttpVersion httpVersion,
    @DefaultValue List<Protocol> protocols,
    @DefaultValue AdminAccess admin,
    @DefaultValue HealthCheck health,
    @DefaultValue Watch watch,
    @DefaultValue Map<String, ConfiguredIndex> indexes) {
  static final String PREFIX = "pinelink";

  /**
   * Reads the properties as they are now, which differs from a bean after a refresh.
   *
   * @throws PinelinkPropertyException if one does not exist, or is a duration without a unit
   */
  static PinelinkProperties of(Environment environment) {
    StrictBinding strict = StrictBinding.of(environment);
    PinelinkProperties properties =
        Binder.get(environment).bindOrCreate(PREFIX, Bindable.of(PinelinkProperties.class), strict);
    strict.check();
    return properties;
  }

  /** Omits the values of all properties, since some are secrets. */
  @Override
  public String toString() {
    return "PinelinkProperties[indexes=" + indexes.keySet() + "]";
  }

  /** The API that an index speaks. */
  enum Kind {
    /** Vectors. */
    VECTORS,
    /** Records, which the index embeds. */
    RECORDS,
    /** Documents with a schema. */
    DOCUMENTS
  }

  /**
   * An index to register as a bean. A text instead of these properties is its name.
   *
   * @param name Name of the index. Default: the name of the qualifier.
   * @param kind Whether the bean is an Index (vectors), a RecordIndex (records) or a DocumentIndex
   *     (documents). Default: vectors.
   * @param host Host of the index, in public or private form, which saves the control plane's
   *     lookup.
   * @param namespace Namespace of the bean's calls. Default: the default namespace.
   */
  record ConfiguredIndex(
      @Nullable String name,
      @Nullable Kind kind,
      @Nullable String host,
      @Nullable String namespace) {
    /**
     * Converts a text in place of the properties, which Spring's conversion finds by this method's
     * name.
     *
     * @param name the name of the index; blank, as YAML's {@code docs:} is, for the defaults of all
     *     properties
     */
    public static ConfiguredIndex of(String name) {
      return new ConfiguredIndex(name.isBlank() ? null : name, null, null, null);
    }

    ConfiguredIndex named(@Nullable String other) {
      return new ConfiguredIndex(other, kind, host, namespace);
    }

    Kind kindOrDefault() {
      return kind == null ? Kind.VECTORS : kind;
    }

    /** Returns the host, unless it is missing or blank. */
    @Nullable String givenHost() {
      return host == null || host.isBlank() ? null : host;
    }

    /**
     * Returns the name of the index, which is the name of the qualifier if it is missing or blank.
     */
    String nameOr(String key) {
      return name == null || name.isBlank() ? key : name;
    }
  }

  /**
   * A rule that replaces the addresses to dial. It has exactly one of host and project.
   *
   * @param host Hosts that the rule covers: a whole name, or an asterisk, a dot and a suffix.
   * @param project Project whose private hosts the rule covers, by the last part of the first label
   *     of its hosts.
   * @param environment Environment to which the rule of a project is limited.
   * @param dial Names or addresses to dial in turn, with an optional port.
   */
  record DialRule(
      @Nullable String host,
      @Nullable String project,
      @Nullable String environment,
      @DefaultValue List<String> dial) {}

  /**
   * Addresses that private routes may lead to.
   *
   * @param allowedRanges Further ranges that private routes may lead to, such as 203.0.113.0/24.
   * @param allowLoopback Whether private routes may lead to loopback, for tunnels. Default: false.
   */
  record AllowedAddresses(
      @DefaultValue List<String> allowedRanges, @Nullable Boolean allowLoopback) {}

  /**
   * Certificates.
   *
   * @param bundle Name of the SSL bundle with the authorities to trust and the client certificate;
   *     a bundle without a trust store trusts the authorities of the JVM.
   */
  record Certificates(@Nullable String bundle) {}

  /** The choice of a proxy. */
  enum ProxyMode {
    /** The proxy that the system properties of the JVM name. */
    JVM,
    /** No proxy. */
    NONE
  }

  /**
   * A proxy.
   *
   * @param mode Whether to use the proxy of the JVM (jvm) or none. Has no effect with a host.
   *     Default: jvm.
   * @param host Host of an HTTP proxy.
   * @param port Port of the HTTP proxy.
   * @param username User at the proxy.
   * @param password Password at the proxy.
   * @param exceptFor Hosts that are connected to directly: whole names, or an asterisk, a dot and a
   *     suffix.
   * @param privateRoutes Whether private routes use the proxy too. Default: false.
   */
  record ProxyServer(
      @Nullable ProxyMode mode,
      @Nullable String host,
      @Nullable Integer port,
      @Nullable String username,
      @Nullable String password,
      @DefaultValue List<String> exceptFor,
      @Nullable Boolean privateRoutes) {
    /** Omits the password. */
    @Override
    public String toString() {
      return "ProxyServer[" + (host == null ? mode : host + ":" + port) + "]";
    }
  }

  /**
   * The lifetime of connections. Takes effect if idle is set.
   *
   * @param idle How long a connection without calls is kept. Default: a time that fits the network.
   * @param keepAlive How often a connection with calls in flight is pinged. Default: 60 s.
   * @param refresh How often the name of a connection in use is resolved again. Default: 60 s.
   */
  record Lifetime(
      @Nullable Duration idle, @Nullable Duration keepAlive, @Nullable Duration refresh) {}

  /**
   * Retries of failed calls.
   *
   * @param maxAttempts Maximum number of attempts of a call, including the first, 1 to 20. Default:
   *     4.
   * @param firstBackoff Longest wait before the second attempt; it doubles with each attempt.
   *     Default: 200 ms.
   * @param maxBackoff Longest wait between two attempts. Default: 5 s.
   * @param attemptTimeout Timeout of one attempt of an idempotent operation. Default: half of the
   *     timeout, but at least 10 s.
   * @param budgetTokens Retry budget of each host, 2 to 1000. Default: 40.
   * @param tokensPerSuccess Tokens that a call with a response returns to the budget, 0.001 to 1.
   *     Default: 0.3.
   */
  record Retries(
      @Nullable Integer maxAttempts,
      @Nullable Duration firstBackoff,
      @Nullable Duration maxBackoff,
      @Nullable Duration attemptTimeout,
      @Nullable Integer budgetTokens,
      @Nullable Double tokensPerSuccess) {}

  /**
   * Access to the admin API. With both credentials, the application has an AdminClient bean.
   *
   * @param clientId Id of a service account, which configures a client of the admin API.
   * @param clientSecret Secret of the service account.
   * @param login Host that issues access tokens. Default: login.pinecone.io.
   */
  record AdminAccess(
      @Nullable String clientId, @Nullable String clientSecret, @Nullable String login) {
    /** Omits the credentials. */
    @Override
    public String toString() {
      return "AdminAccess[" + login + "]";
    }
  }

  /**
   * The health indicator.
   *
   * @param index Index to which each health check sends a small call, by the name of its qualifier,
   *     and a read once a minute. Default: none, so that a check sends nothing.
   * @param timeout Timeout of each call. Default: 2 s.
   */
  record HealthCheck(@Nullable String index, @Nullable Duration timeout) {}

  /**
   * Checks of the routes to the declared indexes, as the doctor makes them.
   *
   * @param enabled Whether to check the routes again and again. The application is down if data
   *     cannot flow to an index. Default: false.
   * @param interval Time from the start of a check of a route to the next one, 1 s to 1 day.
   *     Default: 60 s.
   * @param jitter Part of the interval by which it varies at random, 0 to 1. Default: 0.1.
   * @param rise Number of checks in a row that must find an improvement before it counts, 1 to
   *     1000. Default: 2.
   * @param fall Number of checks in a row that must find a deterioration before it counts, 1 to
   *     1000. Default: 3.
   * @param concurrency Maximum number of routes checked at once, 1 to 64. Default: 4.
   * @param certificateWarning Remaining time below which a certificate is reported. Default: 14
   *     days.
   */
  record Watch(
      @Nullable Boolean enabled,
      @Nullable Duration interval,
      @Nullable Double jitter,
      @Nullable Integer rise,
      @Nullable Integer fall,
      @Nullable Integer concurrency,
      @Nullable Duration certificateWarning) {}
}
