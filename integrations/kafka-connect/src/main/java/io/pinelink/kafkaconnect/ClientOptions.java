package io.pinelink.kafkaconnect;

import static io.pinelink.kafkaconnect.DeliveryOptions.duration;

import io.pinelink.Pinelink;
import io.pinelink.model.Protocol;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ConnectionLifetime;
import io.pinelink.network.HttpVersion;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.RoutePolicy;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.jspecify.annotations.Nullable;

/** The options of the client: access, routes, TLS, proxies and retries. */
final class ClientOptions {
  static final String API_KEY = "api.key";
  static final String CONTROL_PLANE = "control.plane";
  static final String PROTOCOLS = "protocols";
  static final String HTTP_VERSION = "http.version";
  static final String FLOAT_DIGITS = "rest.float.digits";
  static final String GRPC_CONNECTIONS = "grpc.max.connections";
  static final String CONNECT_TIMEOUT = "connect.timeout.ms";
  static final String CALL_TIMEOUT = "call.timeout.ms";
  static final String CONNECTION_IDLE = "connection.idle.ms";
  static final String CONNECTION_REFRESH = "connection.refresh.ms";
  static final String SOURCE_TAG = "source.tag";
  static final String ROUTE_POLICY = "route.policy";
  static final String PROBE_TIMEOUT = "route.probe.timeout.ms";
  static final String CONNECT_RULES = "route.connect.rules";
  static final String TRUSTED_DOMAINS = "route.trusted.domains";
  static final String HOST_BOOK = "route.host.book";
  static final String ALLOWED_RANGES = "route.allowed.ranges";
  static final String ALLOW_LOOPBACK = "route.allow.loopback";
  static final String RETRY_ATTEMPTS = "retry.max.attempts";
  static final String RETRY_BACKOFF = "retry.backoff.ms";
  static final String RETRY_MAX_BACKOFF = "retry.backoff.max.ms";
  static final String TLS = "tls.";
  static final String PROXY = "proxy.";
  static final String OF_CONTROL_PLANE = "control.plane.";

  private static final String CA_FILE = "ca.file";
  private static final String TRUST_SYSTEM = "trust.system";
  private static final String CERTIFICATE_FILE = "certificate.file";
  private static final String KEY_FILE = "key.file";
  private static final String MODE = "mode";
  private static final String HOST = "host";
  private static final String PORT = "port";
  private static final String USERNAME = "username";
  private static final String PASSWORD = "password";
  private static final String EXCEPT_FOR = "except.for";
  private static final String PRIVATE_ROUTES = "private.routes";
  private static final String UNSET = "unset";
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final String PROJECT = "project:";

  /** A host pattern or project, and a name or IPv4 address, or an IPv6 address in brackets. */
  private static final Pattern RULE =
      Pattern.compile(
          "(?<scope>[^=]+)=(?:\\[(?<bracketed>[^]]+)]|(?<plain>[^:\\[\\]]+))(?::(?<port>[0-9]{1,5}))?");

  private ClientOptions() {}

  static void define(ConfigDef def) {
    new OptionGroup(def, "Connection")
        .secret(
            API_KEY,
            Importance.HIGH,
            "API key of the project. Let a config provider of the worker read it, as in"
                + " `${file:/run/secrets/pinecone.properties:key}`. Default: the worker's"
                + " environment variable PINECONE_API_KEY.")
        .text(CONTROL_PLANE, Importance.LOW, "api.pinecone.io", "Host of the control plane.")
        .list(
            PROTOCOLS,
            Importance.LOW,
            List.of("grpc", "rest"),
            "Protocols to use, the preferred one first.")
        .choice(
            HTTP_VERSION,
            Importance.LOW,
            OptionGroup.names(HttpVersion.values()),
            "HTTP version of calls over REST.")
        .number(
            FLOAT_DIGITS,
            Importance.LOW,
            9,
            3,
            9,
            "Maximum number of significant digits of floats over REST; 9 are exact.")
        .number(
            GRPC_CONNECTIONS,
            Importance.LOW,
            4,
            1,
            Integer.MAX_VALUE,
            "Maximum number of gRPC connections to one host.")
        .number(
            CONNECT_TIMEOUT,
            Importance.LOW,
            10_000,
            1,
            DAY,
            "Timeout for connecting to one address.")
        .number(CALL_TIMEOUT, Importance.LOW, 30_000, 1, DAY, "Timeout of a call.")
        .number(
            CONNECTION_IDLE,
            Importance.LOW,
            0,
            0,
            DAY,
            "How long a connection without calls is kept. 0: a time that fits the network.")
        .number(
            CONNECTION_REFRESH,
            Importance.LOW,
            60_000,
            1,
            DAY,
            "How often the name of a connection in use is resolved again, with connection.idle.ms.")
        .text(SOURCE_TAG, Importance.LOW, "", "Name of the program in the User-Agent.");
    new OptionGroup(def, "Routing")
        .choice(
            ROUTE_POLICY,
            Importance.HIGH,
            OptionGroup.names(RoutePolicy.Choice.values()),
            "Which form of an index host to dial. With `private-required` no data crosses a public"
                + " route: a task fails at its start if there is no private one.")
        .number(
            PROBE_TIMEOUT,
            Importance.LOW,
            2_000,
            1,
            DAY,
            "How long `private-preferred` waits for the private form.")
        .list(
            CONNECT_RULES,
            Importance.MEDIUM,
            "Targets to dial instead of the addresses of hosts, as `HOST=TARGET`. HOST is a whole"
                + " name, `*.` and a suffix, or `project:` and a project id. TARGET is a name or an"
                + " address, with a port unless it is 443. Several targets of a HOST are tried in"
                + " order.")
        .list(
            TRUSTED_DOMAINS,
            Importance.LOW,
            "Domains of your own whose hosts may receive the API key.")
        .file(
            HOST_BOOK,
            "File with the hosts of indexes, which are looked up there before the control plane is"
                + " asked.")
        .list(
            ALLOWED_RANGES,
            Importance.LOW,
            "Ranges that private routes may lead to besides private ones, such as 203.0.113.0/24.")
        .flag(
            ALLOW_LOOPBACK,
            Importance.LOW,
            false,
            "Whether private routes may lead to loopback, for tunnels.");
    tls(def, TLS, "TLS", "");
    tls(def, OF_CONTROL_PLANE + TLS, "TLS of the control plane", ", if it differs");
    proxy(def, PROXY, "Proxy", List.of("jvm", "none"));
    proxy(
        def, OF_CONTROL_PLANE + PROXY, "Proxy of the control plane", List.of(UNSET, "jvm", "none"));
    new OptionGroup(def, "Retries of lookups")
        .number(
            RETRY_ATTEMPTS,
            Importance.LOW,
            4,
            1,
            20,
            "Maximum number of attempts of calls that look up an index. Writes have"
                + " batch.max.attempts.")
        .number(
            RETRY_BACKOFF,
            Importance.LOW,
            200,
            1,
            DAY,
            "Longest wait before the second attempt; it doubles with each attempt.")
        .number(
            RETRY_MAX_BACKOFF, Importance.LOW, 5_000, 1, DAY, "Longest wait between two attempts.");
  }

  private static void tls(ConfigDef def, String prefix, String group, String note) {
    new OptionGroup(def, group)
        .file(prefix + CA_FILE, "PEM file of certificate authorities to trust" + note + ".")
        .flag(
            prefix + TRUST_SYSTEM,
            Importance.LOW,
            true,
            "Whether to trust the JVM's authorities too.")
        .file(
            prefix + CERTIFICATE_FILE,
            "PEM file with the chain of the client certificate" + note + ".")
        .file(prefix + KEY_FILE, "PEM file with the private key of the client certificate.");
  }

  private static void proxy(ConfigDef def, String prefix, String group, List<String> modes) {
    new OptionGroup(def, group)
        .choice(
            prefix + MODE,
            Importance.LOW,
            modes,
            "Whether to use the proxy that the system properties of the JVM name (`jvm`), or"
                + " `none`. Has no effect with a host.")
        .text(prefix + HOST, Importance.MEDIUM, "", "Host of an HTTP proxy.")
        .number(prefix + PORT, Importance.MEDIUM, 0, 0, 65_535, "Port of the HTTP proxy.")
        .text(prefix + USERNAME, Importance.LOW, "", "User at the proxy.")
        .secret(prefix + PASSWORD, Importance.LOW, "Password at the proxy.")
        .list(
            prefix + EXCEPT_FOR,
            Importance.LOW,
            "Hosts that are connected to directly: whole names, or `*.` and a suffix.")
        .flag(
            prefix + PRIVATE_ROUTES,
            Importance.LOW,
            false,
            "Whether private routes use the proxy too.");
  }

  /**
   * Returns the settings of a client.
   *
   * @param refused receives the option and the reason of each setting that the client refuses
   */
  static Pinelink.Builder builder(AbstractConfig config, BiConsumer<String, String> refused) {
    Pinelink.Builder builder = Pinelink.builder();
    Settings set = new Settings(config, refused);
    if (!config.getPassword(API_KEY).value().isEmpty()) {
      set.apply(API_KEY, o -> builder.apiKey(config.getPassword(o).value().strip()));
    }
    set.apply(CONTROL_PLANE, o -> builder.controlPlane(config.getString(o)));
    set.apply(PROTOCOLS, o -> builder.protocols(protocols(config.getList(o))));
    set.apply(
        HTTP_VERSION,
        o -> builder.httpVersion(OptionGroup.constant(HttpVersion.class, config.getString(o))));
    set.apply(FLOAT_DIGITS, o -> builder.restFloatDigits(config.getLong(o).intValue()));
    set.apply(GRPC_CONNECTIONS, o -> builder.maxGrpcConnections(config.getLong(o).intValue()));
    set.apply(CONNECT_TIMEOUT, o -> builder.connectTimeout(duration(config, o)));
    set.apply(CALL_TIMEOUT, o -> builder.timeout(duration(config, o)));
    if (config.getLong(CONNECTION_IDLE) > 0) {
      set.apply(CONNECTION_IDLE, o -> builder.connectionLifetime(lifetime(config)));
    }
    set.text(SOURCE_TAG, builder::sourceTag);
    set.apply(ROUTE_POLICY, o -> builder.routePolicy(routePolicy(config)));
    set.apply(CONNECT_RULES, o -> rules(config.getList(o)).forEach(builder::connectRule));
    set.apply(TRUSTED_DOMAINS, o -> config.getList(o).forEach(builder::trustedDomain));
    set.text(HOST_BOOK, file -> builder.hostBook(HostBook.load(Path.of(file))));
    set.apply(ALLOWED_RANGES, o -> builder.addressGuard(guard(config)));
    set.apply(RETRY_MAX_BACKOFF, o -> builder.retryOptions(retries(config)));
    tls(set, TLS, builder::tls);
    tls(set, OF_CONTROL_PLANE + TLS, builder::controlPlaneTls);
    set.apply(PROXY + HOST, o -> proxy(config, PROXY, builder::proxy));
    set.apply(
        OF_CONTROL_PLANE + PROXY + HOST,
        o -> proxy(config, OF_CONTROL_PLANE + PROXY, builder::controlPlaneProxy));
    return builder;
  }

  private static Protocol[] protocols(List<String> names) {
    return names.stream()
        .map(
            name ->
                switch (name) {
                  case "grpc" -> Protocol.GRPC;
                  case "rest" -> Protocol.REST;
                  default ->
                      throw new IllegalArgumentException("'" + name + "', expected grpc or rest");
                })
        .toArray(Protocol[]::new);
  }

  private static ConnectionLifetime lifetime(AbstractConfig config) {
    return ConnectionLifetime.builder(duration(config, CONNECTION_IDLE))
        .refresh(duration(config, CONNECTION_REFRESH))
        .build();
  }

  private static RoutePolicy routePolicy(AbstractConfig config) {
    return switch (OptionGroup.constant(RoutePolicy.Choice.class, config.getString(ROUTE_POLICY))) {
      case AS_GIVEN -> RoutePolicy.asGiven();
      case PUBLIC_ONLY -> RoutePolicy.publicOnly();
      case PRIVATE_REQUIRED -> RoutePolicy.privateRequired();
      case PRIVATE_PREFERRED -> RoutePolicy.privatePreferred(duration(config, PROBE_TIMEOUT));
    };
  }

  private static Iterable<ConnectRule> rules(List<String> texts) {
    Map<String, ConnectRule> rules = new LinkedHashMap<>();
    for (String text : texts) {
      Matcher matcher = RULE.matcher(text.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException("'" + text + "', expected HOST=TARGET");
      }
      String scope = matcher.group("scope").strip();
      String bracketed = matcher.group("bracketed");
      String target = bracketed == null ? matcher.group("plain").strip() : bracketed;
      int port =
          matcher.group("port") == null
              ? IndexHost.DEFAULT_PORT
              : Integer.parseInt(matcher.group("port"));
      ConnectRule earlier = rules.get(scope);
      rules.put(
          scope, earlier == null ? scope(scope).dial(target, port) : earlier.orElse(target, port));
    }
    return rules.values();
  }

  private static ConnectRule.Dial scope(String text) {
    return text.startsWith(PROJECT)
        ? ConnectRule.forProject(text.substring(PROJECT.length()))
        : ConnectRule.forHost(text);
  }

  private static AddressGuard guard(AbstractConfig config) {
    AddressGuard guard =
        AddressGuard.privateOnly().allowing(config.getList(ALLOWED_RANGES).toArray(String[]::new));
    return config.getBoolean(ALLOW_LOOPBACK) ? guard.allowingLoopback() : guard;
  }

  private static RetryOptions retries(AbstractConfig config) {
    return RetryOptions.builder()
        .maxAttempts(config.getLong(RETRY_ATTEMPTS).intValue())
        .backoff(duration(config, RETRY_BACKOFF), duration(config, RETRY_MAX_BACKOFF))
        .build();
  }

  private static void tls(Settings set, String prefix, Consumer<TlsOptions> setter) {
    AbstractConfig config = set.config;
    String authorities = config.getString(prefix + CA_FILE);
    String certificate = config.getString(prefix + CERTIFICATE_FILE);
    String key = config.getString(prefix + KEY_FILE);
    if (authorities.isEmpty() && !config.getBoolean(prefix + TRUST_SYSTEM)) {
      set.refused.accept(
          prefix + CA_FILE, "is missing, expected with " + prefix + TRUST_SYSTEM + "=false");
    }
    if (certificate.isEmpty() != key.isEmpty()) {
      set.refused.accept(
          prefix + (key.isEmpty() ? KEY_FILE : CERTIFICATE_FILE),
          "is missing, expected both files of the client certificate");
    }
    set.text(prefix + CA_FILE, file -> setter.accept(trusted(config, prefix)));
    if (!certificate.isEmpty() && !key.isEmpty()) {
      set.apply(
          prefix + CERTIFICATE_FILE,
          o ->
              setter.accept(
                  trusted(config, prefix).clientCertificate(Path.of(certificate), Path.of(key))));
    }
  }

  private static TlsOptions trusted(AbstractConfig config, String prefix) {
    String file = config.getString(prefix + CA_FILE);
    if (file.isEmpty()) {
      return TlsOptions.systemTrust();
    }
    return config.getBoolean(prefix + TRUST_SYSTEM)
        ? TlsOptions.systemTrust().alsoTrusting(Path.of(file))
        : TlsOptions.trustOnly(Path.of(file));
  }

  private static void proxy(AbstractConfig config, String prefix, Consumer<ProxyOptions> setter) {
    String host = config.getString(prefix + HOST);
    String user = config.getString(prefix + USERNAME);
    String mode = config.getString(prefix + MODE);
    List<String> exceptFor = config.getList(prefix + EXCEPT_FOR);
    boolean privateRoutes = config.getBoolean(prefix + PRIVATE_ROUTES);
    if (host.isEmpty() && (config.getLong(prefix + PORT) > 0 || !user.isEmpty())) {
      throw new IllegalArgumentException("is missing, expected with a port and credentials");
    }
    ProxyOptions options;
    if (!host.isEmpty()) {
      if (config.getLong(prefix + PORT) == 0) {
        throw new IllegalArgumentException("has no port, expected " + prefix + PORT);
      }
      options = ProxyOptions.http(host, config.getLong(prefix + PORT).intValue());
      if (!user.isEmpty()) {
        options = options.credentials(user, config.getPassword(prefix + PASSWORD).value());
      }
    } else if (mode.equals(UNSET) && exceptFor.isEmpty() && !privateRoutes) {
      return;
    } else {
      options = mode.equals("none") ? ProxyOptions.none() : ProxyOptions.fromJvm();
    }
    options = options.exceptFor(exceptFor.toArray(String[]::new));
    setter.accept(privateRoutes ? options.alsoForPrivateRoutes() : options);
  }

  /** Applies settings one by one, so that all mistakes are reported. */
  private record Settings(AbstractConfig config, BiConsumer<String, String> refused) {
    void apply(String option, Consumer<String> setter) {
      try {
        setter.accept(option);
      } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
        refused.accept(option, reason(e));
      }
    }

    void text(String option, Consumer<String> setter) {
      String text = config.getString(option);
      if (!text.isEmpty()) {
        apply(option, o -> setter.accept(text));
      }
    }

    private static @Nullable String reason(RuntimeException e) {
      return e.getMessage();
    }
  }
}
