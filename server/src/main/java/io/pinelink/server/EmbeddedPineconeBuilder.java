package io.pinelink.server;

import io.pinelink.server.internal.admin.Credentials;
import io.pinelink.server.internal.gateway.AdvertisedAddress;
import io.pinelink.server.internal.gateway.LocalPorts;
import io.pinelink.server.internal.http.ConnectionInitializer;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.imports.Buckets;
import io.pinelink.server.internal.product.ProductSettings;
import io.pinelink.server.internal.store.Validation;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A builder for {@link EmbeddedPinecone}. It is not thread-safe. It can start several servers,
 * which share no state.
 */
@SuppressWarnings("exports") // The superclass is nothing that users could call.
public final class EmbeddedPineconeBuilder extends ProductSettings {
  private static final int MAX_PORT = 65_535;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern LABELS = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

  @Nullable Set<String> apiKeys;
  boolean missingKeysAllowed;
  final Set<String> allowedHosts = new LinkedHashSet<>();
  boolean local;
  boolean plaintextAccepted;
  boolean onePort;
  @Nullable String advertised;
  LocalPorts.@Nullable Range indexPorts;
  int controlPort;
  String projectId = "a1b234c";
  String environment = "aped-4627-b74a";
  boolean restricted;
  boolean privateEndpoint = true;
  Duration provisioningTime = Duration.ZERO;
  Duration visibilityDelay = Duration.ZERO;
  boolean namespaceAliases = true;
  boolean countingOnly;
  boolean serviceLimits;
  int maxUpsertBytes = Validation.MAX_UPSERT_BYTES;
  Duration deletionTime = Duration.ZERO;
  boolean lenientRegions;
  final Map<String, Path> buckets = new HashMap<>();
  final List<String> indexes = new ArrayList<>();
  Duration importTime = Duration.ZERO;
  Credentials credentials =
      new Credentials(EmbeddedPinecone.CLIENT_ID, EmbeddedPinecone.CLIENT_SECRET);
  Duration tokenLifetime = Duration.ofMinutes(30);
  String organization = "embedded-organization";
  String project = "embedded-project";
  InstantSource clock = InstantSource.system();
  Duration requestTimeout = Duration.ofMinutes(1);
  Duration idleTimeout = Duration.ofMinutes(10);
  TextEmbedder embedder = new HashingEmbedder();
  @Nullable EmbeddedAuthority authority;
  @Nullable FaultRules faults;
  Function<Setting, String> settingNames = Setting::javaName;
  final Map<ListenerRole, InetSocketAddress> addresses = new EnumMap<>(ListenerRole.class);

  EmbeddedPineconeBuilder() {}

  /**
   * Configures a server for clients in any language: plaintext on free loopback ports, one for the
   * control plane and one for each index. The host of an index looks like {@code localhost:5081}.
   *
   * <p>Any API key is accepted, such as {@link EmbeddedPinecone#API_KEY}, unless {@link #apiKeys}
   * names them; a call without one is refused with 401 unless {@link #allowMissingApiKey} accepts
   * it. Only loopback names are accepted as hosts, unless {@link #allowHost} names others. There is
   * no private endpoint; project id and environment have no effect. Deleting an index closes its
   * port.
   */
  public EmbeddedPineconeBuilder localMode() {
    return localMode(0);
  }

  /**
   * Configures {@link #localMode()} with fixed ports: the given one for the control plane, and for
   * each index the lowest free port among the 100 after it. Pinecone Local uses 5080 for the
   * control plane.
   *
   * @param controlPort 1 to 65,435, or 0 for free ports
   * @throws IllegalArgumentException if {@code controlPort} is out of range
   */
  public EmbeddedPineconeBuilder localMode(int controlPort) {
    if (controlPort < 0 || controlPort > MAX_PORT - LocalPorts.FIXED_PORTS) {
      throw new IllegalArgumentException(
          settingNames.apply(Setting.CONTROL_PORT) + " is not 0 to 65435: " + controlPort);
    }
    this.local = true;
    this.controlPort = controlPort;
    return this;
  }

  /**
   * Sets fixed ports for indexes in {@link #localMode()}, instead of free ports or those after the
   * control plane's. Each index has the lowest free one of them; an index is refused if there is
   * none. It has no effect without local mode and with {@link #onePort}.
   *
   * @param first 1 to 65,535
   * @param last {@code first} to 65,535
   * @throws IllegalArgumentException if a port is out of range
   */
  public EmbeddedPineconeBuilder indexPorts(int first, int last) {
    if (first < 1 || last < first || last > MAX_PORT) {
      throw new IllegalArgumentException(
          "indexPorts are not within 1 to 65535: " + first + " to " + last);
    }
    this.indexPorts = new LocalPorts.Range(first, last);
    return this;
  }

  /**
   * Serves all indexes on the port of the control plane, so that one port is enough to reach
   * everything. The host of a request distinguishes them, over REST and gRPC, with or without a
   * port: {@code docs.localhost} is the index {@code docs} and {@code localhost} the control plane;
   * under another name that {@link #advertise} sets, likewise. Any other host is the control
   * plane's.
   *
   * <p>In {@link #localMode()} the control plane returns hosts such as {@code docs.localhost:5080}.
   * Java, Python and Node resolve such names only if the system does; Pinelink's clients always
   * resolve them. Without local mode, hosts stay the service's unless {@link #advertise} sets
   * another address; {@link Listener#PUBLIC_DATA} then has the address of {@link Listener#CONTROL},
   * and private endpoints keep their own.
   */
  public EmbeddedPineconeBuilder onePort() {
    this.onePort = true;
    return this;
  }

  /**
   * Sets the address of indexes that the control plane returns to clients, for example where a
   * container or a proxy maps the port. With {@link #onePort}, and without local mode, names of
   * indexes precede its host: {@code localhost:15080} results in {@code docs.localhost:15080}. With
   * a port for each index, it is a host without a port. Default: {@code localhost} and the server's
   * own ports in local mode, and the host names of the service otherwise.
   *
   * <p>The host is also accepted in plaintext, as if {@link #allowHost} named it. With TLS, the
   * authority signs certificates for its names.
   *
   * @param address {@code HOST} or {@code HOST:PORT}; after {@code http://} or {@code https://} if
   *     hosts are to be returned with a scheme, whose default port then applies. Without a scheme
   *     and a port, the server's own port applies
   * @throws IllegalArgumentException if it is not an address, or is under {@code pinecone.io}
   * @see EmbeddedPinecone#advertise
   */
  public EmbeddedPineconeBuilder advertise(String address) {
    Objects.requireNonNull(address, "address is null");
    AdvertisedAddress.parse(settingNames.apply(Setting.ADVERTISED_ADDRESS), address);
    this.advertised = address;
    return this;
  }

  /**
   * Accepts plaintext besides TLS on every listener: the first byte of a connection distinguishes
   * them, and in plaintext the {@code Host} of each request selects among listeners that share an
   * address. Without this, a plaintext connection is closed with a TLS alert, so that a client that
   * sends its key in plaintext by mistake fails. As in {@link #localMode()}, which is always
   * plaintext, calls of web pages in plaintext are refused.
   *
   * @see #allowHost
   */
  public EmbeddedPineconeBuilder acceptPlaintext() {
    this.plaintextAccepted = true;
    return this;
  }

  /**
   * Sets the API keys of the first project. Default: only {@link EmbeddedPinecone#API_KEY}; in
   * local mode, also any other key that is not another project's. With an empty set every call to
   * the first project is refused.
   */
  public EmbeddedPineconeBuilder apiKeys(Set<String> apiKeys) {
    this.apiKeys = Set.copyOf(Objects.requireNonNull(apiKeys, "apiKeys is null"));
    return this;
  }

  /**
   * Serves calls without an API key as calls to the first project, which the service refuses with
   * 401. Default: they are refused.
   */
  public EmbeddedPineconeBuilder allowMissingApiKey() {
    this.missingKeysAllowed = true;
    return this;
  }

  /**
   * Allows a host that calls in plaintext may name in {@code Host} or {@code Origin}, besides
   * {@code localhost}, names that end with {@code .localhost}, and loopback addresses; call it
   * again for more hosts. A web page with that name can then read the server, and everything that
   * its imports can read. It has no effect on calls over TLS, whose certificates serve the same
   * purpose.
   *
   * @param host a name or address without a port, or {@code *} for any host
   */
  public EmbeddedPineconeBuilder allowHost(String host) {
    allowedHosts.add(Objects.requireNonNull(host, "host is null").toLowerCase(Locale.ROOT));
    return this;
  }

  /**
   * Sets the part after the index name in the hosts of the first project; default {@code a1b234c}.
   *
   * @throws IllegalArgumentException if it is not one lower-case DNS label
   */
  public EmbeddedPineconeBuilder projectId(String projectId) {
    Objects.requireNonNull(projectId, "projectId is null");
    checkLabel(settingNames.apply(Setting.PROJECT_ID), projectId);
    this.projectId = projectId;
    return this;
  }

  static void checkLabel(String name, String value) {
    if (!LABEL.matcher(value).matches()) {
      throw new IllegalArgumentException(name + " is not a DNS label: " + value);
    }
  }

  /**
   * Sets the part between {@code svc} and the domain in a host; default {@code aped-4627-b74a}. It
   * can have several labels, such as {@code eastus2-5e25.prod-azure}.
   *
   * @throws IllegalArgumentException if it does not consist of lower-case DNS labels
   */
  public EmbeddedPineconeBuilder environment(String environment) {
    Objects.requireNonNull(environment, "environment is null");
    if (!LABELS.matcher(environment).matches()) {
      throw new IllegalArgumentException(
          "%s does not consist of DNS labels: %s"
              .formatted(settingNames.apply(Setting.ENVIRONMENT), environment));
    }
    this.environment = environment;
    return this;
  }

  /**
   * Turns {@link EmbeddedProject#restrictToPrivateEndpoints} on at the start; default off. With
   * {@link #localMode()}, {@link #start} fails: it has no private endpoints.
   */
  public EmbeddedPineconeBuilder restrictedToPrivateEndpoints() {
    this.restricted = true;
    return this;
  }

  /**
   * Sets whether the first project starts with a private endpoint, {@link Listener#PRIVATE_DATA};
   * default true. Without one, the control plane returns no {@code private_host} for its indexes,
   * and every call to that listener is answered 401 {@code Unauthorized}.
   */
  public EmbeddedPineconeBuilder privateEndpoint(boolean privateEndpoint) {
    this.privateEndpoint = privateEndpoint;
    return this;
  }

  /**
   * Sets how long a new index stays in state {@code Initializing} before it is {@code Ready};
   * during this time its data plane answers {@code UNAVAILABLE}. Collections, backups and restores
   * take the same time. Default zero: ready immediately.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public EmbeddedPineconeBuilder provisioningTime(Duration provisioningTime) {
    this.provisioningTime = notNegative("provisioningTime", provisioningTime);
    return this;
  }

  /**
   * Sets how long a deleted index stays in state {@code Terminating} before it is gone and its name
   * is free; its data plane stops answering immediately. Default zero: gone immediately.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public EmbeddedPineconeBuilder deletionTime(Duration deletionTime) {
    this.deletionTime = notNegative("deletionTime", deletionTime);
    return this;
  }

  /**
   * Sets how long a request may take to arrive, from its first byte to its last; over HTTP/2 this
   * applies to each request separately. A connection on which a request takes longer is closed. So
   * is a connection whose TLS handshake and first request (over HTTP/2, handshake and preface) take
   * longer. The time that a request waits for its response is not limited. The timeout is in real
   * time, independent of the {@link #clock}. Default: 1 minute.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public EmbeddedPineconeBuilder requestTimeout(Duration requestTimeout) {
    this.requestTimeout = positive("requestTimeout", requestTimeout);
    return this;
  }

  /**
   * Sets how long a connection may stay open without a request after the previous response; HTTP/2
   * pings do not count as requests. It is then closed, over HTTP/2 with GOAWAY. The timeout is in
   * real time, independent of the {@link #clock}. Default: 10 minutes.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public EmbeddedPineconeBuilder idleTimeout(Duration idleTimeout) {
    this.idleTimeout = positive("idleTimeout", idleTimeout);
    return this;
  }

  private static Duration positive(String name, Duration duration) {
    if (Objects.requireNonNull(duration, () -> name + " is null").isNegative()
        || duration.isZero()) {
      throw new IllegalArgumentException(name + " is not positive: " + duration);
    }
    return duration;
  }

  static Duration notNegative(String name, Duration duration) {
    if (Objects.requireNonNull(duration, () -> name + " is null").isNegative()) {
      throw new IllegalArgumentException(name + " is negative: " + duration);
    }
    return duration;
  }

  /**
   * Accepts a new index in any region of the service's clouds: {@code aws}, {@code gcp} and {@code
   * azure}. Use it for regions that are newer than this server. Default: a region that the service
   * is not known to have is refused with 404 {@code Resource cloud: aws region: moon-1 not found.}
   */
  public EmbeddedPineconeBuilder lenientRegions() {
    this.lenientRegions = true;
    return this;
  }

  /**
   * Maps a bucket of object storage to a folder from which imports read; call it again for more
   * buckets. Imports also accept {@code file://} addresses, which need no bucket. Default: none.
   *
   * @param uri the bucket, with or without a path in it, such as {@code s3://my-bucket/}
   * @param folder the content of the bucket: a directory for each namespace, with files that end in
   *     {@code .jsonl} for document indexes and in {@code .parquet} for other indexes
   * @throws IllegalArgumentException if the URI does not start with {@code s3://}, {@code gs://} or
   *     {@code https://}
   */
  public EmbeddedPineconeBuilder bucket(String uri, Path folder) {
    Objects.requireNonNull(uri, "uri is null");
    Objects.requireNonNull(folder, "folder is null");
    buckets.put(Buckets.prefix(uri), folder.toAbsolutePath());
    return this;
  }

  /**
   * Creates an empty index at the start, and again at each {@link EmbeddedPinecone#reset}: in the
   * first project and in every project that {@link EmbeddedPinecone#addProject} creates. A project
   * that has an index of the name, from its data directory, keeps it. Call it again for more.
   * Default: none.
   *
   * @param json the index as the API creates or returns it, such as {@code {"name": "docs",
   *     "dimension": 3}}. Without {@code spec}, {@code schema} and {@code embed} it is serverless
   */
  public EmbeddedPineconeBuilder index(String json) {
    indexes.add(Objects.requireNonNull(json, "json is null"));
    return this;
  }

  /**
   * Sets how long an import takes: it is {@code Pending} at first, writes evenly over this time
   * while {@code InProgress}, and then is {@code Completed}. Default zero: completed immediately.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public EmbeddedPineconeBuilder importTime(Duration importTime) {
    this.importTime = notNegative("importTime", importTime);
    return this;
  }

  /**
   * Sets how long a write stays invisible to reads (query, fetch, list, stats and namespaces),
   * since the service's reads are eventually consistent. The sequence numbers in the responses show
   * what a read has seen. Default zero: writes are visible as soon as they are acknowledged.
   *
   * @throws IllegalArgumentException if it is negative
   * @see EmbeddedPinecone#holdWrites()
   */
  public EmbeddedPineconeBuilder visibilityDelay(Duration visibilityDelay) {
    this.visibilityDelay = notNegative("visibilityDelay", visibilityDelay);
    return this;
  }

  /**
   * Sets whether indexes have namespace aliases, which the service enables for each index. If not,
   * every call about aliases is refused with {@code UNIMPLEMENTED}, over REST with HTTP status 501.
   * Default: true.
   */
  public EmbeddedPineconeBuilder namespaceAliases(boolean namespaceAliases) {
    this.namespaceAliases = namespaceAliases;
    return this;
  }

  /**
   * Keeps only the numbers of ids and vectors and a checksum of what is written, in 24 to 48 bytes
   * per id: for loads that would not fit into memory. {@link EmbeddedProject#writeCounts} returns
   * these numbers, and {@code describe_index_stats} the number of ids. Namespaces can be listed,
   * created and deleted, and {@code awaitVisible} works. Operations that need the written vectors,
   * such as a query, a fetch by id or a backup, are refused with {@code UNIMPLEMENTED}. Default:
   * everything is kept.
   */
  public EmbeddedPineconeBuilder countingOnly() {
    this.countingOnly = true;
    return this;
  }

  /**
   * Sets the id and secret of the service account that exists from the start and may log in to the
   * admin API; default {@link EmbeddedPinecone#CLIENT_ID} and {@link
   * EmbeddedPinecone#CLIENT_SECRET}.
   */
  public EmbeddedPineconeBuilder clientCredentials(String clientId, String clientSecret) {
    Objects.requireNonNull(clientId, "clientId is null");
    Objects.requireNonNull(clientSecret, "clientSecret is null");
    this.credentials = new Credentials(clientId, clientSecret);
    return this;
  }

  /**
   * Sets how long a token of the admin API is valid, in whole seconds; default 30 minutes.
   *
   * @throws IllegalArgumentException if it is shorter than a second
   */
  public EmbeddedPineconeBuilder tokenLifetime(Duration tokenLifetime) {
    if (Objects.requireNonNull(tokenLifetime, "tokenLifetime is null").toSeconds() < 1) {
      throw new IllegalArgumentException(
          "tokenLifetime is shorter than a second: " + tokenLifetime);
    }
    this.tokenLifetime = tokenLifetime;
    return this;
  }

  /** Sets the name of the organization; default {@code embedded-organization}. */
  public EmbeddedPineconeBuilder organization(String name) {
    this.organization = Objects.requireNonNull(name, "name is null");
    return this;
  }

  /**
   * Sets the address of a listener; port 0 selects a free port. Default: a free loopback port.
   * Listeners may share an address: the server name of the TLS handshake selects one of them.
   *
   * <p>An address other than loopback is open to other machines, with keys that are not secret: use
   * it only in networks that the test created. In {@link #localMode()} only {@link
   * Listener#CONTROL} can be set, to another loopback address or to the wildcard address, as in a
   * container; indexes listen there too, and a port of {@code localMode(int)} takes precedence.
   *
   * @throws IllegalArgumentException if the listener is {@link Listener#LOCAL_DATA}, which has one
   *     address per index
   */
  public EmbeddedPineconeBuilder listenAt(Listener listener, InetSocketAddress address) {
    Objects.requireNonNull(listener, "listener is null");
    Objects.requireNonNull(address, "address is null");
    if (listener == Listener.LOCAL_DATA) {
      throw new IllegalArgumentException("listener has an address for each index: " + listener);
    }
    this.addresses.put(listener.role(), address);
    return this;
  }

  /**
   * Sets the authority that signs the server's certificates. Default: one that the server creates.
   * Clients that trust an authority trust all servers that share it, also in other processes. It
   * has no effect in local mode.
   */
  public EmbeddedPineconeBuilder authority(EmbeddedAuthority authority) {
    this.authority = Objects.requireNonNull(authority, "authority is null");
    return this;
  }

  /**
   * Sets the maximum size of an upsert, as a message or as JSON; default the service's 2 MiB.
   * Larger ones are refused.
   *
   * @param bytes 1 to 67,108,864
   * @throws IllegalArgumentException if {@code bytes} is out of range
   */
  public EmbeddedPineconeBuilder maxUpsertBytes(int bytes) {
    this.maxUpsertBytes = checkUpsertBytes(bytes);
    return this;
  }

  /**
   * Enforces the rates that the service publishes for every plan, so that tests meet them before
   * production does: requests per second of a namespace, an index or a project, with lower rates
   * for updates, deletes and fetches by metadata. Calls above a rate are refused with HTTP status
   * 429 or {@code RESOURCE_EXHAUSTED}; the message names the limit and its scope, and {@code
   * Retry-After} or {@code grpc-retry-pushback-ms} the time until the call is accepted. Time passes
   * as the {@link ServerClock} does. Limits of tokens, which depend on the plan, are not included,
   * nor are monthly quotas, which {@link Faults#monthlyQuota} sets. Default: no rate is limited.
   * Source: "Rate limits" of the service's documentation.
   *
   * @see EmbeddedPinecone#serviceLimits
   */
  public EmbeddedPineconeBuilder serviceLimits() {
    this.serviceLimits = true;
    return this;
  }

  static int checkUpsertBytes(int bytes) {
    if (bytes < 1 || bytes > ConnectionInitializer.MAX_BODY_BYTES) {
      throw new IllegalArgumentException("bytes is not 1 to 67108864: " + bytes);
    }
    return bytes;
  }

  /**
   * Sets the embedder for the texts of records, of record searches and of {@code embed}. Default: a
   * {@link HashingEmbedder}, which is not a language model: texts are near each other if they share
   * words.
   */
  public EmbeddedPineconeBuilder embedder(TextEmbedder embedder) {
    this.embedder = Objects.requireNonNull(embedder, "embedder is null");
    return this;
  }

  /**
   * Sets the faults with which the server starts, and to which {@link EmbeddedPinecone#reset}
   * returns. Default: none.
   *
   * @see EmbeddedPinecone#faults()
   */
  public EmbeddedPineconeBuilder faults(FaultRules faults) {
    this.faults = Objects.requireNonNull(faults, "faults is null");
    return this;
  }

  /**
   * Sets the names of settings in messages, for a program that offers the settings under its own
   * names, such as command-line options. It applies to settings that are set after it. Default:
   * names for users of this builder.
   */
  public EmbeddedPineconeBuilder settingNames(Function<Setting, String> settingNames) {
    this.settingNames = Objects.requireNonNull(settingNames, "settingNames is null");
    return this;
  }

  /** Sets the name of the first project; default {@code embedded-project}. */
  public EmbeddedPineconeBuilder project(String name) {
    this.project = Objects.requireNonNull(name, "name is null");
    return this;
  }

  /**
   * Sets the clock that the server's {@link ServerClock} follows until it is moved or stopped. The
   * server's threads read it concurrently. Default: the system clock.
   *
   * @see EmbeddedPinecone#clock()
   */
  public EmbeddedPineconeBuilder clock(InstantSource clock) {
    this.clock = Objects.requireNonNull(clock, "clock is null");
    return this;
  }

  /** Returns the settings by the names of their methods, without keys and other secrets. */
  Map<String, @Nullable Object> settings() {
    Map<String, @Nullable Object> settings = new TreeMap<>();
    settings.put("acceptPlaintext", plaintextAccepted || local);
    settings.put("allowHost", List.copyOf(allowedHosts));
    settings.put("allowMissingApiKey", missingKeysAllowed);
    Map<String, String> folders = new TreeMap<>();
    buckets.forEach((uri, folder) -> folders.put(uri, folder.toString()));
    settings.put("buckets", folders);
    settings.put("clientId", credentials.id());
    settings.put("countingOnly", countingOnly);
    settings.put("deletionTime", seconds(deletionTime));
    settings.put("embedder", embedder.toString());
    settings.put("environment", environment);
    settings.put("idleTimeout", seconds(idleTimeout));
    settings.put("importTime", seconds(importTime));
    settings.put("index", List.copyOf(indexes));
    settings.put(
        "indexPorts",
        indexPorts == null
            ? List.of()
            : List.of((double) indexPorts.first(), (double) indexPorts.last()));
    settings.put("lenientRegions", lenientRegions);
    settings.put("localMode", local);
    settings.put("namespaceAliases", namespaceAliases);
    settings.put("onePort", onePort);
    settings.put("organization", organization);
    settings.put("privateEndpoint", privateEndpoint && !local);
    settings.put("project", project);
    settings.put("projectId", projectId);
    settings.put("provisioningTime", seconds(provisioningTime));
    settings.put("requestTimeout", seconds(requestTimeout));
    settings.put("tokenLifetime", seconds(tokenLifetime));
    settings.put("visibilityDelay", seconds(visibilityDelay));
    return settings;
  }

  static double seconds(Duration duration) {
    return duration.toSeconds() + duration.toMillisPart() / 1e3;
  }

  /**
   * Starts a server.
   *
   * @throws IllegalStateException if no certificate can be created, or local mode is configured
   *     with an address other than a loopback or wildcard address, or restricted to private
   *     endpoints
   * @throws IllegalArgumentException if the advertised address is an IP address although names of
   *     indexes precede it, or has a port although each index has its own; or if the server does
   *     not know an operation of a fault, or an index is invalid
   * @throws java.io.UncheckedIOException if an address or a fixed port is in use, an address does
   *     not belong to this machine
   */
  public EmbeddedPinecone start() {
    if (local && restricted) {
      throw new IllegalStateException(
          "restrictedToPrivateEndpoints is set with localMode, which has no private endpoints");
    }
    return new EmbeddedPinecone(this);
  }
}
