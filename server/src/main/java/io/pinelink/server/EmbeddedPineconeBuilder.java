package io.pinelink.server;

import io.pinelink.server.internal.admin.Credentials;
import io.pinelink.server.internal.gateway.LocalPorts;
import io.pinelink.server.internal.http.ConnectionInitializer;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.imports.Buckets;
import io.pinelink.server.internal.store.Validation;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings of an {@link EmbeddedPinecone}. Not thread-safe; can start several servers, which share
 * nothing.
 */
public final class EmbeddedPineconeBuilder {
  private static final int MAX_PORT = 65_535;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern LABELS = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

  @Nullable Set<String> apiKeys;
  boolean local;
  int controlPort;
  String projectId = "a1b234c";
  String environment = "aped-4627-b74a";
  boolean restricted;
  boolean privateEndpoint = true;
  Duration provisioningTime = Duration.ZERO;
  Duration visibilityDelay = Duration.ZERO;
  boolean countingOnly;
  int maxUpsertBytes = Validation.MAX_UPSERT_BYTES;
  Duration deletionTime = Duration.ZERO;
  boolean lenientRegions;
  final Map<String, Path> buckets = new HashMap<>();
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
  @Nullable Path requestLog;
  Function<Setting, String> settingNames = Setting::javaName;
  final Map<ListenerRole, InetSocketAddress> addresses = new EnumMap<>(ListenerRole.class);

  EmbeddedPineconeBuilder() {}

  /**
   * Starts a server for clients in any language: plaintext on free loopback ports, one for the
   * control plane and one for each index. An index's host is such as {@code localhost:5081}.
   *
   * <p>Keys are ignored unless {@link #apiKeys} is set. There is no private endpoint; project id
   * and environment mean nothing. Deleting an index closes its port.
   */
  public EmbeddedPineconeBuilder localMode() {
    return localMode(0);
  }

  /**
   * As {@link #localMode()}, with fixed ports: the control plane's, and for each index the lowest
   * that is free among the 100 after it. Pinecone Local has 5080 for the control plane.
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
   * The API keys of the first project; default {@link EmbeddedPinecone#API_KEY} alone, in local
   * mode whatever a call says that is not another project's key. With an empty set every call to
   * the first project is refused.
   */
  public EmbeddedPineconeBuilder apiKeys(Set<String> apiKeys) {
    this.apiKeys = Set.copyOf(apiKeys);
    return this;
  }

  /**
   * What stands after the index name in a host of the first project; default {@code a1b234c}.
   *
   * @throws IllegalArgumentException if it is not one lower-case DNS label
   */
  public EmbeddedPineconeBuilder projectId(String projectId) {
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
   * What stands between {@code svc} and the domain in a host; default {@code aped-4627-b74a}. It
   * can have several labels, such as {@code eastus2-5e25.prod-azure}.
   *
   * @throws IllegalArgumentException if it is not made of lower-case DNS labels
   */
  public EmbeddedPineconeBuilder environment(String environment) {
    if (!LABELS.matcher(environment).matches()) {
      throw new IllegalArgumentException(
          settingNames.apply(Setting.ENVIRONMENT) + " is not made of DNS labels: " + environment);
    }
    this.environment = environment;
    return this;
  }

  /**
   * Starts with the rule of {@link EmbeddedPinecone#restrictToPrivateEndpoints} on; default off.
   */
  public EmbeddedPineconeBuilder restrictedToPrivateEndpoints() {
    this.restricted = true;
    return this;
  }

  /**
   * Whether the first project begins with a private endpoint, {@link Listener#PRIVATE_DATA};
   * default true. Without any, the control plane tells no {@code private_host} of its indexes, and
   * whatever comes to that listener is answered 401 {@code Unauthorized}.
   */
  public EmbeddedPineconeBuilder privateEndpoint(boolean privateEndpoint) {
    this.privateEndpoint = privateEndpoint;
    return this;
  }

  /**
   * How long a new index stays in state {@code Initializing} before it is {@code Ready}; its data
   * plane answers {@code UNAVAILABLE} as long. Collections, backups and restores take as long.
   * Default zero: ready at once.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public EmbeddedPineconeBuilder provisioningTime(Duration provisioningTime) {
    this.provisioningTime = notNegative("provisioningTime", provisioningTime);
    return this;
  }

  /**
   * How long an index that is deleted stays in state {@code Terminating} before it is gone and its
   * name is free; its data plane answers nobody from the start. Default zero: gone at once.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public EmbeddedPineconeBuilder deletionTime(Duration deletionTime) {
    this.deletionTime = notNegative("deletionTime", deletionTime);
    return this;
  }

  /**
   * How long a request may take to arrive, from its first byte to its last; over HTTP/2 each on its
   * own. A connection on which one takes longer is closed, and so is a connection whose TLS
   * handshake and first request take longer, or, over HTTP/2, its handshake and preface. The time
   * that a request waits for its answer is not limited. It is real time, whatever the {@link
   * #clock}. Default: 1 minute.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public EmbeddedPineconeBuilder requestTimeout(Duration requestTimeout) {
    this.requestTimeout = positive("requestTimeout", requestTimeout);
    return this;
  }

  /**
   * How long a connection may stay open without a request after the previous answer; HTTP/2 pings
   * do not count as requests. It is then closed, over HTTP/2 with GOAWAY. It is real time, whatever
   * the {@link #clock}. Default: 10 minutes.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public EmbeddedPineconeBuilder idleTimeout(Duration idleTimeout) {
    this.idleTimeout = positive("idleTimeout", idleTimeout);
    return this;
  }

  private static Duration positive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " is not positive: " + duration);
    }
    return duration;
  }

  private static Duration notNegative(String name, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + " is negative: " + duration);
    }
    return duration;
  }

  /**
   * Refuses a new index in a region that the service is not known to have, with 404 {@code Resource
   * cloud: aws region: moon-1 not found.} This is the default.
   *
   * @see #lenientRegions()
   */
  public EmbeddedPineconeBuilder strictRegions() {
    this.lenientRegions = false;
    return this;
  }

  /**
   * Accepts a new index in any region of the service's clouds: {@code aws}, {@code gcp} and {@code
   * azure}. Use it for regions that are newer than this server.
   *
   * @see #strictRegions()
   */
  public EmbeddedPineconeBuilder lenientRegions() {
    this.lenientRegions = true;
    return this;
  }

  /**
   * Lets a folder stand for object storage, to import from; call it again for more. Imports also
   * take {@code file://} addresses, which need no bucket. Default: none.
   *
   * @param uri the bucket, with or without a path in it, such as {@code s3://my-bucket/}
   * @param folder what stands in it: a directory for each namespace, with Parquet files
   * @throws IllegalArgumentException if the uri does not begin with {@code s3://}, {@code gs://} or
   *     {@code https://}
   */
  public EmbeddedPineconeBuilder bucket(String uri, Path folder) {
    buckets.put(Buckets.prefix(uri), folder.toAbsolutePath());
    return this;
  }

  /**
   * How long an import takes: it is {@code Pending} at first, writes evenly over this time while
   * {@code InProgress}, and then is {@code Completed}. Default zero: done at once.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public EmbeddedPineconeBuilder importTime(Duration importTime) {
    this.importTime = notNegative("importTime", importTime);
    return this;
  }

  /**
   * How long reads do not see what was written, as the service's are eventually consistent: query,
   * fetch, list, stats and namespaces. The sequence numbers in the answers tell what a read has
   * seen. Default zero: writes are visible as soon as they are acknowledged.
   *
   * @throws IllegalArgumentException if it is negative
   * @see EmbeddedPinecone#holdWrites()
   */
  public EmbeddedPineconeBuilder visibilityDelay(Duration visibilityDelay) {
    this.visibilityDelay = notNegative("visibilityDelay", visibilityDelay);
    return this;
  }

  /**
   * Keeps nothing of what is written but how many ids and vectors there were and a checksum, in 24
   * to 48 bytes an id: for loads that would not fit into memory. {@link
   * EmbeddedProject#writeCounts} tells them, and {@code describe_index_stats} the ids; namespaces
   * are listed, made and deleted, and {@code awaitVisible} works. What would have to look at a
   * vector that was written, such as a query, a fetch of its id or a backup, is refused with {@code
   * UNIMPLEMENTED}. Default: everything is kept.
   */
  public EmbeddedPineconeBuilder countingOnly() {
    this.countingOnly = true;
    return this;
  }

  /**
   * Id and secret of the service account that may log in to the admin API; default {@link
   * EmbeddedPinecone#CLIENT_ID} and {@link EmbeddedPinecone#CLIENT_SECRET}.
   */
  public EmbeddedPineconeBuilder clientCredentials(String clientId, String clientSecret) {
    this.credentials = new Credentials(clientId, clientSecret);
    return this;
  }

  /**
   * How long a token of the admin API is good, counted in whole seconds; default 30 minutes.
   *
   * @throws IllegalArgumentException if it is shorter than a second
   */
  public EmbeddedPineconeBuilder tokenLifetime(Duration tokenLifetime) {
    if (tokenLifetime.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "tokenLifetime is shorter than a second: " + tokenLifetime);
    }
    this.tokenLifetime = tokenLifetime;
    return this;
  }

  /** The name of the organization; default {@code embedded-organization}. */
  public EmbeddedPineconeBuilder organization(String name) {
    this.organization = name;
    return this;
  }

  /**
   * Where a listener listens; with port 0 at a free port. Default: a free loopback port. Listeners
   * may have the same address: the server name of the TLS handshake tells which of them a
   * connection is for.
   *
   * <p>Any other address than loopback lets other machines in, with keys that are no secret: only
   * for networks that the test made itself.
   *
   * @throws IllegalArgumentException if it is {@link Listener#LOCAL_DATA}, which has no one address
   */
  public EmbeddedPineconeBuilder listenAt(Listener listener, InetSocketAddress address) {
    if (listener == Listener.LOCAL_DATA) {
      throw new IllegalArgumentException("listener has an address for each index: " + listener);
    }
    this.addresses.put(listener.role(), address);
    return this;
  }

  /**
   * What signs the server's certificates. Default: one that the server makes. Servers that share
   * one, in several processes too, are trusted together. Means nothing in local mode.
   */
  public EmbeddedPineconeBuilder authority(EmbeddedAuthority authority) {
    this.authority = authority;
    return this;
  }

  /**
   * The size of the largest upsert, as message or as JSON; default the service's 2 MiB. Larger ones
   * are refused.
   *
   * @param bytes 1 to 67,108,864
   * @throws IllegalArgumentException if {@code bytes} is out of range
   */
  public EmbeddedPineconeBuilder maxUpsertBytes(int bytes) {
    if (bytes < 1 || bytes > ConnectionInitializer.MAX_BODY_BYTES) {
      throw new IllegalArgumentException("bytes is not 1 to 67108864: " + bytes);
    }
    this.maxUpsertBytes = bytes;
    return this;
  }

  /**
   * What embeds the texts of records, of searches for them and of {@code embed}. Default: a {@link
   * HashingEmbedder}, which is no language model: texts are near each other as far as they share
   * words.
   */
  public EmbeddedPineconeBuilder embedder(TextEmbedder embedder) {
    this.embedder = embedder;
    return this;
  }

  /**
   * Appends each request to a file as one line of JSON, as soon as its outcome is known and before
   * its answer leaves. The file is created if it is missing. Unlike {@link
   * EmbeddedPinecone#requests()} it is not bounded. Default: no file.
   *
   * <p>A line has the members {@code time}, when the outcome was known, in UTC, and those of {@link
   * RecordedRequest}, whose absent statuses are null. API keys and tokens are replaced by {@code
   * ***}. A line that cannot be written is lost; the first such failure is logged as a warning.
   */
  public EmbeddedPineconeBuilder requestLog(Path file) {
    this.requestLog = file;
    return this;
  }

  /**
   * Sets how messages name the settings that they are about, for a program that offers them under
   * names of its own, such as command-line options. Applies to settings that are made after it.
   * Default: names for users of this builder.
   */
  public EmbeddedPineconeBuilder settingNames(Function<Setting, String> settingNames) {
    this.settingNames = settingNames;
    return this;
  }

  /** The name of the first project; default {@code embedded-project}. */
  public EmbeddedPineconeBuilder project(String name) {
    this.project = name;
    return this;
  }

  /**
   * The clock of the server: it tells whether an index is ready, a write visible, how far an import
   * is and which tokens are good. With a clock of its own a test need not wait. It is read from the
   * server's threads, several at once. Default: the system's.
   */
  public EmbeddedPineconeBuilder clock(InstantSource clock) {
    this.clock = clock;
    return this;
  }

  /**
   * Starts a server.
   *
   * @throws IllegalStateException if no certificate can be made, or local mode is to listen
   *     elsewhere than on localhost
   * @throws java.io.UncheckedIOException if an address or a fixed port is taken, an address is none
   *     of this machine, or the request log cannot be opened
   */
  public EmbeddedPinecone start() {
    return new EmbeddedPinecone(this);
  }
}
