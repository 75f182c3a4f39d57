package io.pinelink.cli.local;

import io.pinelink.Pinelink;
import io.pinelink.local.LocalServer;
import io.pinelink.local.LocalServerBuilder;
import io.pinelink.network.ProxyOptions;
import io.pinelink.server.EmbeddedAuthority;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.EmbeddedPineconeBuilder;
import io.pinelink.server.EmbeddedProject;
import io.pinelink.server.Listener;
import io.pinelink.server.PrivateEndpoint;
import io.pinelink.server.Setting;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The server of {@link LocalCommand}, with its initial projects and indexes. */
final class StartedServer implements AutoCloseable {
  /** The control plane's port, the same as in Pinecone Local. */
  static final int DEFAULT_PORT = 5080;

  private static final int TLS_PORT = 443;

  private final LocalServer local;
  private final EmbeddedPinecone server;
  private final @Nullable Path authorityFile;
  // The default key; null if the user chose keys, which are not printed.
  private final @Nullable String apiKey;
  private final List<Map<String, @Nullable Object>> indexes = new ArrayList<>();

  private StartedServer(LocalServer local, @Nullable Path authorityFile, @Nullable String apiKey) {
    this.local = local;
    this.server = local.pinecone();
    this.authorityFile = authorityFile;
    this.apiKey = apiKey;
  }

  /**
   * Starts the server.
   *
   * @throws IllegalArgumentException if an option's value is out of range
   * @throws java.io.UncheckedIOException if an address is taken, or a file cannot be read or
   *     written
   */
  static StartedServer start(LocalCommand options) {
    EmbeddedPineconeBuilder builder = EmbeddedPinecone.builder();
    LocalServerBuilder local =
        LocalServer.builder(builder).settingNames(setting -> optionName(setting, options));
    builder
        .visibilityDelay(options.visibilityDelay)
        .provisioningTime(options.provisioningTime)
        .deletionTime(options.deletionTime)
        .importTime(options.importTime);
    options.buckets.forEach(builder::bucket);
    if (options.regions == RegionsText.LENIENT) {
      builder.lenientRegions();
    }
    if (options.limits == LimitsText.SERVICE) {
      builder.serviceLimits();
    }
    if (options.requestLog != null) {
      local.requestLog(options.requestLog);
    }
    if (!options.keys.isEmpty()) {
      builder.apiKeys(options.keys);
    }
    LocalEnvironment environment = options.variables;
    boolean likePineconeLocal =
        options.tlsDirectory == null && options.keys.isEmpty() && environment.isOfPineconeLocal();
    if (options.missingKeyAllowed || likePineconeLocal) {
      builder.allowMissingApiKey();
    }
    options.allowedHosts.forEach(builder::allowHost);
    if (options.countOnly) {
      builder.countingOnly();
    }
    if (options.onePort) {
      builder.onePort();
    }
    options.data.applyTo(local);
    options.saving.applyTo(local);
    options.faults.applyTo(builder);
    local.notReadyAtStart();
    options.serverApi.applyTo(local, environment.variables());
    Path directory = options.tlsDirectory;
    if (options.advertised != null) {
      builder.advertise(options.advertised);
    } else if (directory == null) {
      environment.host().ifPresent(builder::advertise);
    }
    if (directory == null) {
      localMode(options, builder);
    } else {
      network(options, directory, builder);
    }
    List<String> indexes = indexes(options);
    indexes.forEach(builder::index);
    StartedServer started =
        new StartedServer(
            local.start(),
            directory == null ? null : authorityFile(directory),
            options.keys.isEmpty() ? EmbeddedPinecone.API_KEY : null);
    try {
      started.fill(options);
      started.local.markReady();
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  /**
   * Returns the option that sets a setting, as the server's messages name it on the command line.
   */
  static String optionName(Setting setting, LocalCommand options) {
    return switch (setting) {
      case ADVERTISED_ADDRESS ->
          options.advertised == null
              ? "the environment variable " + LocalEnvironment.HOST
              : "--advertise";
      case ALLOWED_HOST -> "--allow-host";
      case BUCKET -> "--bucket URI=DIR";
      case CONTROL_PORT ->
          options.port == null && options.variables.port().isPresent()
              ? "the environment variable " + LocalEnvironment.PORT
              : "--port";
      case COUNTING_ONLY -> "--count-only";
      case DATA -> "--data";
      case ENVIRONMENT -> "--environment";
      case INDEX ->
          hasSingleIndex(options)
              ? "the environment variable " + LocalEnvironment.INDEX_TYPE
              : "--index";
      case PROJECT_ID -> "--project-id";
      case SEED -> "--seed";
      case SERVER_API_TOKEN ->
          options.serverApi.isOption()
              ? "--server-api-token"
              : "the environment variable " + ServerApiOptions.VARIABLE;
    };
  }

  private static int port(LocalCommand options, int byDefault) {
    if (options.listen != null && options.listen.hasPort()) {
      return options.listen.address().port();
    }
    return options.port == null ? options.variables.port().orElse(byDefault) : options.port;
  }

  /** Returns whether the server has only the index of the environment, on the port itself. */
  private static boolean hasSingleIndex(LocalCommand options) {
    return options.variables.hasIndex()
        && options.indexes.isEmpty()
        && !options.onePort
        && options.tlsDirectory == null;
  }

  private static void localMode(LocalCommand options, EmbeddedPineconeBuilder builder) {
    if (options.listen != null) {
      builder.listenAt(Listener.CONTROL, options.listen.at(0));
    }
    if (!hasSingleIndex(options)) {
      builder.localMode(port(options, DEFAULT_PORT));
      return;
    }
    builder.localMode();
    int port = port(options, LocalEnvironment.INDEX_PORT);
    if (port != 0) {
      builder.indexPorts(port, port);
    }
  }

  /** Returns the indexes to create, in JSON. */
  private static List<String> indexes(LocalCommand options) {
    return hasSingleIndex(options)
        ? List.of(options.variables.index())
        : options.indexes.stream().map(IndexText::json).toList();
  }

  private static Path authorityFile(Path directory) {
    return directory.resolve("ca.pem").toAbsolutePath().normalize();
  }

  /**
   * Sets one address for all planes unless an option sets another: TLS server names distinguish
   * them.
   */
  private static void network(
      LocalCommand options, Path directory, EmbeddedPineconeBuilder builder) {
    if (options.plaintextAccepted) {
      builder.acceptPlaintext();
    }
    builder.authority(authority(directory)).privateEndpoint(hasEndpoints(options));
    if (options.environment != null) {
      builder.environment(options.environment);
    }
    options.projectIds.stream().findFirst().ifPresent(builder::projectId);
    if (options.restricted) {
      builder.restrictedToPrivateEndpoints();
    }
    InetSocketAddress plane =
        options.listen == null
            ? loopback(port(options, DEFAULT_PORT))
            : options.listen.at(port(options, TLS_PORT));
    builder.listenAt(Listener.CONTROL, plane);
    if (!options.onePort) {
      builder.listenAt(Listener.PUBLIC_DATA, plane);
    }
    if (!options.listenPrivate.isEmpty()) {
      builder.listenAt(Listener.PRIVATE_DATA, options.listenPrivate.get(0).resolved());
    } else if (options.listen == null) {
      builder.listenAt(Listener.PRIVATE_DATA, plane);
    }
  }

  private static boolean hasEndpoints(LocalCommand options) {
    return options.privateEndpoints || !options.listenPrivate.isEmpty();
  }

  private static EmbeddedAuthority authority(Path directory) {
    if (Files.exists(authorityFile(directory))) {
      return loaded(directory);
    }
    EmbeddedAuthority made = EmbeddedAuthority.create();
    made.save(directory);
    return made;
  }

  private static EmbeddedAuthority loaded(Path directory) {
    try {
      return EmbeddedAuthority.load(directory);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new IllegalArgumentException(
          "--tls-dir "
              + directory
              + " has no usable certificate authority: it needs ca.pem and ca-key.pem of one"
              + " server; remove both to create new ones",
          e);
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private void fill(LocalCommand options) {
    options.projectIds.stream().skip(1).forEach(id -> addProject(id, options));
    for (EmbeddedProject project : server.projects()) {
      // The indexes of --index first, in their order.
      Set<String> names = new LinkedHashSet<>();
      options.indexes.forEach(index -> names.add(index.name()));
      names.addAll(project.indexes());
      names.forEach(name -> add(project, name));
    }
  }

  private void addProject(String id, LocalCommand options) {
    EmbeddedProject project =
        server.projects().stream()
            .filter(saved -> saved.shortId().equals(id))
            .findFirst()
            .orElseGet(() -> server.addProject(id));
    project.restrictToPrivateEndpoints(options.restricted);
    int position = server.projects().size() - 1;
    if (position < options.listenPrivate.size()) {
      project.registerPrivateEndpoint(options.listenPrivate.get(position).resolved());
    } else if (options.listenPrivate.isEmpty() && options.privateEndpoints) {
      project.registerPrivateEndpoint();
    }
  }

  private void add(EmbeddedProject project, String index) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("name", index);
    facts.put("project", authorityFile == null ? null : project.shortId());
    facts.put("host", project.host(index));
    facts.put("privateHost", project.privateHost(index).orElse(null));
    indexes.add(facts);
  }

  /** Returns the addresses of everything and the key, for a program that uses the server. */
  Map<String, @Nullable Object> facts() {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("controlPlane", controlPlane());
    facts.put("controlPlaneAddress", shown(server.address(Listener.CONTROL)));
    facts.put("apiKey", apiKey);
    facts.put("ca", authorityFile == null ? null : authorityFile.toString());
    facts.put(
        "publicDataAddress",
        authorityFile == null ? null : shown(server.address(Listener.PUBLIC_DATA)));
    facts.put("privateEndpoints", endpoints().toList());
    facts.put("indexes", List.copyOf(indexes));
    return facts;
  }

  /** Returns a client of the first project, which the caller closes. */
  Pinelink client(String sourceTag) {
    return server.project().clientBuilder().proxy(ProxyOptions.none()).sourceTag(sourceTag).build();
  }

  /** Returns the file of the server's authority; empty for plaintext. */
  Optional<Path> authorities() {
    return Optional.ofNullable(authorityFile);
  }

  /** Returns the counts of writes to all existing indexes; the checksum is 16 hex digits. */
  Map<String, @Nullable Object> counts() {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (EmbeddedProject project : server.projects()) {
      for (String index : project.indexes()) {
        project
            .writeCounts(index)
            .forEach(
                (namespace, counts) -> {
                  Map<String, @Nullable Object> facts = new LinkedHashMap<>();
                  facts.put("index", index);
                  facts.put("project", authorityFile == null ? null : project.shortId());
                  facts.put("namespace", namespace);
                  facts.put("upserted", counts.upserted());
                  facts.put("distinct", counts.distinct());
                  facts.put("checksum", HexFormat.of().toHexDigits(counts.checksum()));
                  all.add(facts);
                });
      }
    }
    return Map.of("counts", all);
  }

  String controlPlane() {
    InetSocketAddress address = server.address(Listener.CONTROL);
    String port = ":" + address.getPort();
    if (authorityFile == null) {
      return "http://localhost" + port;
    }
    return "https://" + controlName(address.getAddress()) + (port.equals(":443") ? "" : port);
  }

  /**
   * Returns a name in the certificate that resolves to the address. Other machines need their own
   * DNS.
   */
  private static String controlName(InetAddress address) {
    if (!address.isLoopbackAddress()) {
      return "api.pinecone.io";
    }
    return isLocalhost(address) ? "localhost" : literal(address);
  }

  /**
   * Returns whether {@code localhost} resolves to the address; loopback has many other addresses.
   */
  private static boolean isLocalhost(InetAddress address) {
    try {
      return List.of(InetAddress.getAllByName("localhost")).contains(address);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private Stream<Map<String, Object>> endpoints() {
    return server.projects().stream()
        .flatMap(
            project ->
                project.privateEndpoints().stream()
                    .map(
                        endpoint -> {
                          Map<String, Object> facts = new LinkedHashMap<>();
                          facts.put("project", project.shortId());
                          facts.put("address", shown(endpoint.address()));
                          return facts;
                        }));
  }

  /** Returns the addresses that other machines may reach. */
  List<String> openAddresses() {
    Stream<InetSocketAddress> planes =
        authorityFile == null
            ? Stream.of(server.address(Listener.CONTROL))
            : Stream.of(
                server.address(Listener.CONTROL),
                server.address(Listener.PUBLIC_DATA),
                server.address(Listener.PRIVATE_DATA));
    Stream<InetSocketAddress> endpoints =
        server.projects().stream()
            .flatMap(project -> project.privateEndpoints().stream())
            .map(PrivateEndpoint::address);
    return Stream.concat(planes, endpoints)
        .filter(address -> !address.getAddress().isLoopbackAddress())
        .map(StartedServer::shown)
        .distinct()
        .toList();
  }

  private static String shown(InetSocketAddress address) {
    return literal(address.getAddress()) + ":" + address.getPort();
  }

  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    return text.indexOf(':') < 0 ? text : "[" + text + "]";
  }

  @Override
  public void close() {
    local.close();
  }
}
