package io.pinelink.server;

import io.pinelink.ClientBuilder;
import io.pinelink.Pinelink;
import io.pinelink.server.internal.admin.AdminEndpoints;
import io.pinelink.server.internal.admin.Credentials;
import io.pinelink.server.internal.admin.LoginService;
import io.pinelink.server.internal.admin.MetricsEndpoints;
import io.pinelink.server.internal.admin.OrganizationStore;
import io.pinelink.server.internal.admin.PrincipalStore;
import io.pinelink.server.internal.admin.ProjectResource;
import io.pinelink.server.internal.admin.TokenIssuer;
import io.pinelink.server.internal.clock.Delays;
import io.pinelink.server.internal.clock.MovableClock;
import io.pinelink.server.internal.control.ControlService;
import io.pinelink.server.internal.control.IndexAddressing;
import io.pinelink.server.internal.control.IndexResource;
import io.pinelink.server.internal.control.StartIndexes;
import io.pinelink.server.internal.deferred.Deferred;
import io.pinelink.server.internal.faults.MatchedCall;
import io.pinelink.server.internal.gateway.Gateway;
import io.pinelink.server.internal.gateway.IndexNames;
import io.pinelink.server.internal.gateway.LocalNames;
import io.pinelink.server.internal.gateway.LocalPorts;
import io.pinelink.server.internal.gateway.LoopbackNetwork;
import io.pinelink.server.internal.gateway.ProjectFactory;
import io.pinelink.server.internal.gateway.ServerData;
import io.pinelink.server.internal.gateway.ServiceHosts;
import io.pinelink.server.internal.gateway.WebPageGuard;
import io.pinelink.server.internal.grpc.StandardCallSelector;
import io.pinelink.server.internal.http.ConnectionTimeouts;
import io.pinelink.server.internal.http.HttpServer;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.OpenPort;
import io.pinelink.server.internal.http.RequestHandler;
import io.pinelink.server.internal.http.RequestLog;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.VirtualHosts;
import io.pinelink.server.internal.imports.Buckets;
import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.limits.MonthlyQuotas;
import io.pinelink.server.internal.limits.ServiceRates;
import io.pinelink.server.internal.product.Product;
import io.pinelink.server.internal.product.ProductSettings;
import io.pinelink.server.internal.product.ServerControls;
import io.pinelink.server.internal.saving.SavedState;
import io.pinelink.server.internal.saving.Saving;
import io.pinelink.server.internal.store.WriteVisibility;
import io.pinelink.server.internal.wire.ControlException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Pinecone service in the same JVM, in memory: a control plane, a public data plane and a private
 * data plane, each on its own loopback port with TLS. The guide to the embedded server describes
 * what it serves and where it differs from the service.
 *
 * <pre>{@code
 * try (EmbeddedPinecone pinecone = EmbeddedPinecone.start();
 *     Pinelink client = pinecone.clientBuilder().build()) {
 *   // a client that sees real host names, real certificates and a real service
 * }
 * }</pre>
 *
 * <p>All methods can be called from any thread. By default the server listens only on loopback and
 * creates its own certificate authority: it is not meant to be reached from other machines.
 */
public final class EmbeddedPinecone implements AutoCloseable {
  /** The API key that is accepted unless the builder names others. */
  public static final String API_KEY = "pcsk_embedded";

  /** The id of the initial service account, unless the builder names another. */
  public static final String CLIENT_ID = "embedded-client";

  /** The secret of the initial service account, unless the builder names another. */
  public static final String CLIENT_SECRET = "embedded-secret";

  /** The email address of the user who owns the organization from the start. */
  public static final String OWNER_EMAIL = "owner@example.com";

  private final Product product;
  private final RequestLog log;
  private final Function<Setting, String> settingNames;
  private final MovableClock clock;
  private final AtomicInteger maxUpsertBytes;
  private final int initialMaxUpsertBytes;
  private final Delays initialDelays;
  private final AtomicReference<Delays> delays;
  private final Credentials credentials;
  private final TokenIssuer tokens;
  private final OrganizationStore organizations;
  private final PrincipalStore principals;
  private final ServerData data;
  private final Saving saving;
  private final EmbeddedProject firstProject;
  private final ServiceRates serviceRates;
  private final boolean startsWithServiceLimits;
  private final MonthlyQuotas quotas;
  private final Faults faults;
  private final @Nullable FaultRules initialFaults;
  private final WriteVisibility visibility;
  private final Gateway gateway;
  private final HttpServer server;
  private final @Nullable Supplier<EmbeddedAuthority> authority;
  private final LoopbackNetwork network;
  private final IndexNames names;
  private final ProjectFactory factory;
  private final StartIndexes startIndexes;
  // The ids of the projects that have the start indexes.
  private final Set<String> filledProjects = ConcurrentHashMap.newKeySet();

  EmbeddedPinecone(EmbeddedPineconeBuilder builder) {
    product = ProductSettings.take(builder);
    settingNames = builder.settingNames;
    clock = new MovableClock(builder.clock, System::nanoTime);
    maxUpsertBytes = new AtomicInteger(builder.maxUpsertBytes);
    initialMaxUpsertBytes = builder.maxUpsertBytes;
    initialDelays =
        new Delays(
            builder.provisioningTime,
            builder.deletionTime,
            builder.importTime,
            builder.visibilityDelay);
    delays = new AtomicReference<>(initialDelays);
    names = new IndexNames(builder.local && !builder.onePort);
    if (builder.advertised != null) {
      names.advertise(settingNames.apply(Setting.ADVERTISED_ADDRESS), builder.advertised);
    }
    visibility = new WriteVisibility(() -> delays.get().visibility(), clock);
    saving = product.open(clock, builder.countingOnly);
    factory = new ProjectFactory(projectSettings(builder), hosts(builder));
    organizations = new OrganizationStore(builder.organization, factory::create, clock);
    credentials = builder.credentials;
    tokens = new TokenIssuer(builder.tokenLifetime, clock);
    principals = new PrincipalStore(organizations, tokens, OWNER_EMAIL, credentials, clock);
    data = factory.data(organizations, principals);
    WebPageGuard webPages = webPageGuard(builder, names);
    quotas = new MonthlyQuotas(clock);
    gateway =
        new Gateway(
            organizations,
            new Gateway.Authenticator(projectOfKey(organizations, builder), tokens::accepts),
            new Gateway.Backends(
                factory.controlPlane(),
                factory.dataPlane(),
                new ControlService<>(
                    () ->
                        new MetricsEndpoints(organizations, builder.local ? "http" : "https")
                            .paths()),
                new ControlService<>(AdminEndpoints::paths)
                    .handlerFor(new AdminEndpoints(organizations, principals)),
                new LoginService(principals, builder.tokenLifetime)),
            saving,
            quotas::count,
            builder.local || builder.plaintextAccepted ? webPages : null);
    serviceRates = new ServiceRates(clock::nanoTime, gateway::indexIdOf, gateway::projectOf);
    startsWithServiceLimits = builder.serviceLimits;
    serviceRates.enforce(startsWithServiceLimits);
    faults =
        new Faults(gateway::operations, clock::nanoTime, gateway::indexOf, serviceRates, quotas);
    initialFaults = builder.faults;
    Function<ServerCall, RequestLog.Target> targets =
        call -> new MatchedCall(call, gateway::indexOf).target();
    log = new RequestLog(targets, product::complete);
    server =
        new HttpServer(
            gateway,
            product.ownInterface(webPages),
            log,
            faults.asScript(),
            () -> new StandardCallSelector(product::standardMethod),
            new ConnectionTimeouts.Limits(builder.requestTimeout, builder.idleTimeout));
    OrganizationStore.Project first;
    try {
      addInitialFaults();
      first = saving.begin(saved -> load(saved, builder), data::save);
      first.served().restrictToPrivateEndpoints(builder.restricted);
      authority = authority(builder);
      network =
          new LoopbackNetwork(
              new LoopbackNetwork.Settings(
                  builder.environment,
                  builder.controlPort,
                  Map.copyOf(builder.addresses),
                  authority == null
                      ? null
                      : new LoopbackNetwork.Tls(
                          () -> authority().certificate(), () -> authority().certificates()),
                  builder.plaintextAccepted,
                  builder.onePort,
                  names),
              server);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    if (builder.privateEndpoint && !builder.local) {
      first.served().privateEndpoints().register(network::firstEndpoint);
    }
    firstProject = new EmbeddedProject(organizations, network, first);
    try {
      startIndexes = factory.startIndexes(builder.indexes, settingNames.apply(Setting.INDEX));
      organizations.projects().forEach(project -> filledProjects.add(project.id()));
      boolean isNew = firstProject.indexes().isEmpty();
      saving.update(() -> createStartIndexes());
      product.started(controls(builder), isNew);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private OrganizationStore.Project firstProject(EmbeddedPineconeBuilder builder) {
    return organizations.projectWith(builder.projectId, builder.project, acceptedKeys(builder));
  }

  private OrganizationStore.Project load(
      @Nullable SavedState saved, EmbeddedPineconeBuilder builder) {
    if (saved != null) {
      try {
        data.load(saved);
      } catch (ControlException e) {
        throw new IllegalStateException("cannot serve the saved indexes: " + e.text(), e);
      }
      principals.addAccount(credentials);
    }
    return firstProject(builder);
  }

  private static WebPageGuard webPageGuard(EmbeddedPineconeBuilder builder, IndexNames names) {
    return new WebPageGuard(
        Set.copyOf(builder.allowedHosts),
        host ->
            names.haveSuffix(host)
                || names.haveIndexAt(host)
                || (!builder.local && host.endsWith(".pinecone.io")),
        builder.addresses.values().stream().anyMatch(EmbeddedPinecone::isOpen),
        builder.settingNames.apply(Setting.ALLOWED_HOST));
  }

  private static boolean isOpen(InetSocketAddress address) {
    return address.isUnresolved() || !address.getAddress().isLoopbackAddress();
  }

  private ProjectFactory.Settings projectSettings(EmbeddedPineconeBuilder builder) {
    TextEmbedder embedder = builder.embedder;
    ModelEmbedder embeddings =
        new ModelEmbedder(
            (text, model, vectorType, dimension, inputType) ->
                embedder.embed(
                    new TextEmbedder.Text(text, model, vectorType, dimension, inputType)),
            embedder.toString());
    return new ProjectFactory.Settings(
        builder.countingOnly ? builder.settingNames.apply(Setting.COUNTING_ONLY) : null,
        visibility,
        () -> delays.get().provisioning(),
        () -> delays.get().deletion(),
        () -> delays.get().imports(),
        builder.lenientRegions,
        builder.namespaceAliases,
        maxUpsertBytes::get,
        embeddings,
        new Buckets(builder.buckets, builder.settingNames.apply(Setting.BUCKET)),
        saving,
        clock);
  }

  private static @Nullable Supplier<EmbeddedAuthority> authority(EmbeddedPineconeBuilder builder) {
    if (builder.local) {
      return null;
    }
    EmbeddedAuthority given = builder.authority;
    // A method reference would load the classes of certificates here.
    return given == null ? new Deferred<>(() -> EmbeddedAuthority.create()) : () -> given;
  }

  private Function<String, IndexAddressing> hosts(EmbeddedPineconeBuilder builder) {
    String environment = builder.environment;
    if (!builder.local) {
      return shortId ->
          new ServiceHosts(shortId, environment, names, () -> port(Listener.PUBLIC_DATA));
    }
    if (builder.onePort) {
      return shortId -> new LocalNames(names, () -> port(Listener.CONTROL));
    }
    LocalPorts.Range range =
        builder.indexPorts == null
            ? LocalPorts.Range.after(builder.controlPort)
            : builder.indexPorts;
    InetAddress address =
        builder
            .addresses
            .getOrDefault(ListenerRole.CONTROL, LoopbackNetwork.loopback(0))
            .getAddress();
    return shortId -> new LocalPorts(port -> listenLocally(address, port), range, names);
  }

  private int port(Listener listener) {
    return address(listener).getPort();
  }

  private OpenPort listenLocally(InetAddress address, int port) {
    return server.listen(
        VirtualHosts.plaintext(ListenerRole.LOCAL_DATA), new InetSocketAddress(address, port));
  }

  private static List<String> acceptedKeys(EmbeddedPineconeBuilder builder) {
    Set<String> byDefault = builder.local ? Set.of() : Set.of(API_KEY);
    return Objects.requireNonNullElse(builder.apiKeys, byDefault).stream().sorted().toList();
  }

  private static Function<String, Optional<ProjectResource>> projectOfKey(
      OrganizationStore organizations, EmbeddedPineconeBuilder builder) {
    Predicate<String> accepted =
        key ->
            key.isEmpty() ? builder.missingKeysAllowed : builder.local && builder.apiKeys == null;
    return key ->
        organizations
            .projectOf(key)
            .or(() -> accepted.test(key) ? organizations.oldestProject() : Optional.empty());
  }

  /**
   * Starts a server with all defaults.
   *
   * @throws IllegalStateException if no certificate can be created
   */
  public static EmbeddedPinecone start() {
    return builder().start();
  }

  /** Returns a builder with all settings at their defaults. */
  public static EmbeddedPineconeBuilder builder() {
    return new EmbeddedPineconeBuilder();
  }

  /** Returns the project that the server starts with; the admin API can delete it. */
  public EmbeddedProject project() {
    return firstProject;
  }

  /** Returns all projects, including projects created by the admin API, oldest first. */
  public List<EmbeddedProject> projects() {
    return organizations.projects().stream()
        .map(project -> new EmbeddedProject(organizations, network, project))
        .toList();
  }

  /**
   * Creates another project. Its API key is {@link #API_KEY}, an underscore and the project's id:
   * {@code pcsk_embedded_b2c345d}. It starts with the {@linkplain EmbeddedPineconeBuilder#index
   * indexes of the builder}.
   *
   * @param projectId the part of a host after the index name, such as {@code b2c345d}; also the
   *     project's name
   * @throws IllegalArgumentException if it is not one lower-case DNS label, or cannot be
   *     distinguished from another project's label in a host
   */
  public EmbeddedProject addProject(String projectId) {
    Objects.requireNonNull(projectId, "projectId is null");
    EmbeddedPineconeBuilder.checkLabel(settingNames.apply(Setting.PROJECT_ID), projectId);
    OrganizationStore.Project made =
        saving.update(
            () -> {
              OrganizationStore.Project created =
                  organizations.createProject(
                      projectId, projectId, List.of(EmbeddedProject.defaultKey(projectId)));
              filledProjects.add(created.id());
              startIndexes.createIn(created.served().contents().indexes());
              return created;
            });
    return new EmbeddedProject(organizations, network, made);
  }

  /**
   * Returns a client builder that connects to this server with a key of the {@linkplain #project()
   * first project}.
   *
   * @see EmbeddedProject#clientBuilder()
   */
  public Pinelink.Builder clientBuilder() {
    return firstProject.clientBuilder();
  }

  /**
   * Sets the hosts, certificates and label of this server in the builder of a client, such as
   * {@code AdminClient.builder()} of the module {@code pinelink-admin}. The program sets the
   * credentials: {@link #CLIENT_ID} and {@link #CLIENT_SECRET}, or what {@link
   * EmbeddedPineconeBuilder#clientCredentials} set.
   *
   * @return the builder
   */
  public <B extends ClientBuilder<B>> B configure(B builder) {
    Objects.requireNonNull(builder, "builder is null");
    return network.configure(builder);
  }

  /**
   * Accepts a pending invite, as its addressee would: the email address becomes a user with the
   * roles of the invite.
   *
   * @param inviteId the id that the admin API returned
   * @throws IllegalArgumentException if no invite with this id is pending
   */
  public void acceptInvite(String inviteId) {
    Objects.requireNonNull(inviteId, "inviteId is null");
    saving.update(() -> principals.acceptInvite(inviteId));
  }

  /** Revokes all admin API tokens that were issued so far. */
  public void revokeTokens() {
    tokens.revokeAll();
  }

  /**
   * Returns the address of a listener: a loopback address with its port, unless the builder set
   * another. For {@link Listener#PRIVATE_DATA} it is the address of the endpoint that exists from
   * the start; other endpoints report {@linkplain PrivateEndpoint#address() their own}. The ports
   * of {@link Listener#LOCAL_DATA} are part of the index hosts that the control plane returns.
   *
   * @throws IllegalArgumentException if the server has no such listener, or has one for each index
   */
  public InetSocketAddress address(Listener listener) {
    Objects.requireNonNull(listener, "listener is null");
    return network.address(listener.role());
  }

  /**
   * Sets the address of indexes that the control plane returns from now on, for example once a
   * container's mapped port is known. Existing indexes are included. Names under hosts that were
   * advertised before stay valid. {@link #reset} does not change it.
   *
   * @param address see {@link EmbeddedPineconeBuilder#advertise}
   * @throws IllegalArgumentException if it is not an address, is under {@code pinecone.io}, is an
   *     IP address although names of indexes precede it, or has a port although each index has its
   *     own
   */
  public void advertise(String address) {
    names.advertise("address", Objects.requireNonNull(address, "address is null"));
  }

  /**
   * Returns the authority that signed the certificates of all listeners; each server creates its
   * own unless the builder was given one.
   *
   * @throws IllegalStateException in local mode, which has no certificates
   */
  public EmbeddedAuthority authority() {
    if (authority == null) {
      throw new IllegalStateException("Local mode is plaintext and has no certificates");
    }
    return authority.get();
  }

  /** Returns the request handler, for tests that need no network. */
  RequestHandler service() {
    return gateway;
  }

  /**
   * Hides later writes from reads until {@link #releaseWrites()}: query, fetch, list, stats and
   * namespaces show what was visible at this moment. Writes still see earlier writes, so a delete
   * finds a namespace that was just written to.
   */
  public void holdWrites() {
    visibility.hold(true);
  }

  /**
   * Ends the effect of {@link #holdWrites()}. Reads see each write once its {@linkplain
   * EmbeddedPineconeBuilder#visibilityDelay visibility delay}, counted from the write, has passed.
   */
  public void releaseWrites() {
    visibility.hold(false);
  }

  /** Returns the clock of the server, which tests can stop and advance. */
  public ServerClock clock() {
    return new ServerClock(clock);
  }

  /**
   * Sets the maximum size of an upsert, for upserts that arrive after this call. {@link #reset}
   * sets it back to the builder's.
   *
   * @param bytes see {@link EmbeddedPineconeBuilder#maxUpsertBytes}
   * @throws IllegalArgumentException if {@code bytes} is out of range
   */
  public void maxUpsertBytes(int bytes) {
    maxUpsertBytes.set(EmbeddedPineconeBuilder.checkUpsertBytes(bytes));
  }

  /**
   * Sets whether the rates that the service publishes are enforced, with counts that start at 0.
   * {@link #reset} sets it back to the builder's.
   *
   * @see EmbeddedPineconeBuilder#serviceLimits
   */
  public void serviceLimits(boolean enforced) {
    serviceRates.enforce(enforced);
  }

  /**
   * Sets the {@linkplain EmbeddedPineconeBuilder#provisioningTime time} for indexes that are
   * created after this call. {@link #reset} sets it back to the builder's.
   */
  public void provisioningTime(Duration provisioningTime) {
    Duration time = EmbeddedPineconeBuilder.notNegative("provisioningTime", provisioningTime);
    delays.updateAndGet(now -> new Delays(time, now.deletion(), now.imports(), now.visibility()));
  }

  /**
   * Sets the {@linkplain EmbeddedPineconeBuilder#deletionTime time} for indexes that are deleted
   * after this call. {@link #reset} sets it back to the builder's.
   */
  public void deletionTime(Duration deletionTime) {
    Duration time = EmbeddedPineconeBuilder.notNegative("deletionTime", deletionTime);
    delays.updateAndGet(
        now -> new Delays(now.provisioning(), time, now.imports(), now.visibility()));
  }

  /**
   * Sets the {@linkplain EmbeddedPineconeBuilder#importTime time} for imports that are started
   * after this call. {@link #reset} sets it back to the builder's.
   */
  public void importTime(Duration importTime) {
    Duration time = EmbeddedPineconeBuilder.notNegative("importTime", importTime);
    delays.updateAndGet(
        now -> new Delays(now.provisioning(), now.deletion(), time, now.visibility()));
  }

  /**
   * Sets the {@linkplain EmbeddedPineconeBuilder#visibilityDelay delay} for writes after this call;
   * they are not visible before earlier writes to the same index. {@link #reset} sets it back to
   * the builder's.
   */
  public void visibilityDelay(Duration visibilityDelay) {
    Duration time = EmbeddedPineconeBuilder.notNegative("visibilityDelay", visibilityDelay);
    delays.updateAndGet(now -> new Delays(now.provisioning(), now.deletion(), now.imports(), time));
  }

  /**
   * Returns the script of failures. At the start it has the {@linkplain
   * EmbeddedPineconeBuilder#faults(FaultRules) faults of the builder}, by default none.
   */
  public Faults faults() {
    return faults;
  }

  /**
   * Returns the requests that have arrived so far, in order of arrival, including refused ones. The
   * log keeps only the newest 10,000 requests, without their bodies. A test that sends more can
   * call {@link #clearRequests()} in between, or find a request with {@link #awaitRequest} while it
   * is new.
   *
   * @return an immutable copy
   */
  public List<RecordedRequest> requests() {
    return log.requests().stream().map(RecordedRequest::of).toList();
  }

  /**
   * Waits until one of {@link #requests()} meets a condition: for example that a call has arrived,
   * or that the server has seen its cancellation.
   *
   * @return the first request that meets the condition
   * @throws TimeoutException if no request meets it within the timeout
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public RecordedRequest awaitRequest(Predicate<RecordedRequest> condition, Duration timeout)
      throws InterruptedException, TimeoutException {
    Objects.requireNonNull(condition, "condition is null");
    Objects.requireNonNull(timeout, "timeout is null");
    return log.await(line -> condition.test(RecordedRequest.of(line)), timeout)
        .map(RecordedRequest::of)
        .orElseThrow(() -> new TimeoutException("No matching request arrived within " + timeout));
  }

  /**
   * Resets the server to the state in which the builder starts it. Removes the indexes,
   * collections, backups, backup schedules, restore jobs and conversion jobs of all projects,
   * clears {@link #faults()} and {@link #requests()}, removes limits, releases held writes, and
   * starts the {@link #clock()} if it is stopped. Then creates the {@linkplain
   * EmbeddedPineconeBuilder#index indexes} of the builder again, empty, and adds its faults.
   * Projects, API keys, users, service accounts, private endpoints, addresses, certificates and the
   * time stay, so that clients remain valid. An {@code Index} of a removed index works again once
   * an index with its name exists.
   */
  public void reset() {
    faults.clear();
    addInitialFaults();
    serviceRates.enforce(startsWithServiceLimits);
    maxUpsertBytes.set(initialMaxUpsertBytes);
    delays.set(initialDelays);
    clock.resume();
    visibility.hold(false);
    saving.update(
        () ->
            saving.clear(
                () -> {
                  data.clear();
                  createStartIndexes();
                }));
    log.clear();
    product.afterReset();
  }

  private void createStartIndexes() {
    for (OrganizationStore.Project project : organizations.projects()) {
      if (filledProjects.contains(project.id())) {
        startIndexes.createIn(project.served().contents().indexes());
      }
    }
  }

  private void addInitialFaults() {
    if (initialFaults != null) {
      faults.add(initialFaults);
    }
  }

  private ServerControls controls(EmbeddedPineconeBuilder builder) {
    Map<String, @Nullable Object> initial = builder.settings();
    return new ServerControls(
        gateway,
        log,
        clock,
        data,
        firstProject::indexRegistry,
        startIndexes,
        factory.forms(),
        factory.embeddings(),
        visibility,
        delays,
        maxUpsertBytes,
        serviceRates,
        quotas,
        network.addresses(),
        () -> settings(initial));
  }

  private Map<String, @Nullable Object> settings(Map<String, @Nullable Object> initial) {
    Map<String, @Nullable Object> now = new TreeMap<>(initial);
    now.putAll(product.settings());
    now.put("advertise", names.advertised());
    now.put("maxUpsertBytes", maxUpsertBytes.doubleValue());
    now.put("serviceLimits", serviceRates.areEnforced());
    now.put("restrictedToPrivateEndpoints", firstProject.isRestricted());
    Delays current = delays.get();
    now.put("provisioningTime", EmbeddedPineconeBuilder.seconds(current.provisioning()));
    now.put("deletionTime", EmbeddedPineconeBuilder.seconds(current.deletion()));
    now.put("importTime", EmbeddedPineconeBuilder.seconds(current.imports()));
    now.put("visibilityDelay", EmbeddedPineconeBuilder.seconds(current.visibility()));
    return now;
  }

  /**
   * Loads the records of a file into an index of the {@linkplain #project() first project}: all of
   * them, or none if one is invalid. The guide to the embedded server describes the files of seeds,
   * which a local server loads at its start.
   *
   * <p>A line is a vector as an upsert contains it, a document, or, for an index with integrated
   * embedding, a record, whose text is embedded. Parquet files have the columns that imports read:
   * {@code id}, {@code values}, {@code sparse_values} and {@code metadata}.
   *
   * @param namespace the namespace of all records; the default one is empty
   * @param records a file whose name ends in {@code .jsonl} or {@code .parquet}
   * @throws IllegalArgumentException if the project has no such index, or a record is invalid; the
   *     message names the file, the line and the field
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public void load(String index, String namespace, Path records) {
    Objects.requireNonNull(namespace, "namespace is null");
    Objects.requireNonNull(records, "records is null");
    IndexResource target = firstProject.found(index);
    saving.update(() -> factory.load(target, namespace, records));
  }

  /** Clears the log of requests. */
  public void clearRequests() {
    log.clear();
  }

  /**
   * Drops all connections, frees the ports and stops the server's threads before it returns. The
   * data is lost. {@link #requests()} still works. A second call has no effect.
   */
  @Override
  public void close() {
    server.close();
    product.close();
  }
}
