package io.pinelink.testcontainers;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import io.pinelink.Pinelink;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * The local server in a container, a Pinecone-compatible server for tests in which every service is
 * a container.
 *
 * <pre>{@code
 * try (PinelinkLocalContainer pinecone = new PinelinkLocalContainer().withIndex("docs", 2)) {
 *   pinecone.start();
 *   try (Pinelink client = pinecone.clientBuilder().build()) {
 *     client.index("docs").upsert(List.of(Vector.of("east", new float[] {1, 0})));
 *   }
 * }
 * }</pre>
 *
 * <p>By default the server is plaintext, with all indexes on one mapped port. With {@link
 * #withTls()} it has TLS, real host names and private routes. Commands that are set with {@code
 * withCommand} are further options of {@code pinelink local}.
 *
 * <p>In Java, {@code EmbeddedPinecone} does the same without a container and starts sooner. Not
 * thread-safe until it is started.
 */
public final class PinelinkLocalContainer extends GenericContainer<PinelinkLocalContainer> {
  /** The name of the image, without a tag. */
  public static final String IMAGE = "pinelink/pinelink-local";

  private static final String API_KEY = "pcsk_embedded";
  private static final String ENVIRONMENT = "aped-4627-b74a";
  private static final String PROJECT = "a1b234c";
  private static final String TLS_DIRECTORY = "/data/tls";
  private static final int PORT = 5080;
  private static final int PRIVATE_PORT = 5443;
  private static final int READABLE_BY_ALL = 0644;

  /** Guards the server's own interface, which the host of the container calls from outside. */
  private final String token = UUID.randomUUID().toString();

  private final List<String> options = new ArrayList<>();
  private boolean tls;

  /** Creates a container of {@link #IMAGE} with the version of this artifact as its tag. */
  public PinelinkLocalContainer() {
    this(IMAGE + ":" + version());
  }

  /**
   * Creates a container of an image.
   *
   * @param image a name with a tag, such as {@code pinelink/pinelink-local:0.1.0}
   * @throws IllegalArgumentException if it is not the name of an image
   * @throws IllegalStateException if it is the name of another image than {@link #IMAGE}
   */
  public PinelinkLocalContainer(String image) {
    this(DockerImageName.parse(Objects.requireNonNull(image, "image is null")));
  }

  /**
   * Creates a container of an image.
   *
   * @param image {@link #IMAGE}, or a copy that is declared with {@code asCompatibleSubstituteFor}
   * @throws IllegalStateException if it is another image
   */
  public PinelinkLocalContainer(DockerImageName image) {
    super(image);
    image.assertCompatibleWith(DockerImageName.parse(IMAGE));
    withExposedPorts(PORT);
    withEnv("PORT", Integer.toString(PORT));
    withEnv("PINELINK_SERVER_API_TOKEN", token);
    waitingFor(
        Wait.forHttp("/_pinelink/health")
            .forPort(PORT)
            .withHeader("Authorization", "Bearer " + token));
    withCreateContainerCmdModifier(this::addOptions);
  }

  private static String version() {
    try (InputStream in = PinelinkLocalContainer.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("version.properties is missing from the jar");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "latest");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts the options of this container before the command of its user. */
  private void addOptions(CreateContainerCmd command) {
    String[] further = command.getCmd();
    command.withCmd(
        Stream.concat(options().stream(), further == null ? Stream.empty() : Arrays.stream(further))
            .toArray(String[]::new));
  }

  /** Returns the options of {@code pinelink local} that this container sets. */
  List<String> options() {
    List<String> all =
        new ArrayList<>(
            tls
                ? List.of(
                    "--tls-dir",
                    TLS_DIRECTORY,
                    "--accept-plaintext",
                    "--listen-private",
                    "0.0.0.0:" + PRIVATE_PORT)
                : List.of("--one-port"));
    all.addAll(options);
    return all;
  }

  /**
   * Adds an index of dense vectors with cosine metric, which a {@link #reset} empties.
   *
   * @param name the name of the index
   * @param dimension the dimension of its vectors, 1 to 20,000; the server checks it
   */
  public PinelinkLocalContainer withIndex(String name, int dimension) {
    Objects.requireNonNull(name, "name is null");
    return withOptions("--index", name + ":" + dimension);
  }

  /**
   * Loads a file into an index when the server starts and when it is {@linkplain #reset() reset}.
   * An index that does not exist is created from the first record.
   *
   * @param index the name of the index
   * @param records a {@code .jsonl} or {@code .parquet} file with vectors, documents or records
   * @throws IllegalArgumentException if it is not such a file
   */
  public PinelinkLocalContainer withSeed(String index, Path records) {
    Objects.requireNonNull(index, "index is null");
    Objects.requireNonNull(records, "records is null");
    String name = records.toString();
    String extension = name.substring(Math.max(0, name.lastIndexOf('.')));
    if (!Files.isRegularFile(records) || !List.of(".jsonl", ".parquet").contains(extension)) {
      throw new IllegalArgumentException(
          "records is " + records + ", expected a file whose name ends in .jsonl or .parquet");
    }
    String inside = "/seed/" + index + extension;
    withCopyFileToContainer(MountableFile.forHostPath(records, READABLE_BY_ALL), inside);
    return withOptions("--seed", index + "=" + inside);
  }

  /**
   * Serves TLS under real host names, with a private endpoint on a port of its own. The server
   * creates a certificate authority, which {@link #getCertificateAuthority()} returns.
   */
  public PinelinkLocalContainer withTls() {
    tls = true;
    return withExposedPorts(PORT, PRIVATE_PORT);
  }

  private PinelinkLocalContainer withOptions(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Returns the API key that the server accepts, unless {@code --keys} sets others. */
  public String getApiKey() {
    return API_KEY;
  }

  /**
   * Returns the URL of the control plane, such as {@code http://localhost:32768}, or with TLS
   * {@code https://localhost:32768}.
   *
   * @throws IllegalStateException if the container is not started
   */
  public String getEndpoint() {
    return (tls ? "https://" : "http://") + getHost() + ":" + getMappedPort(PORT);
  }

  /**
   * Returns the host of an index, as the control plane returns it but without a scheme: {@code
   * docs.localhost:32768}, a name that not every system resolves; with TLS the public host {@code
   * docs-a1b234c.svc.aped-4627-b74a.pinecone.io}, to be dialled at {@code getHost()} and {@code
   * getMappedPort(5080)}.
   *
   * @throws IllegalStateException if the container is not started
   */
  public String getIndexHost(String index) {
    Objects.requireNonNull(index, "index is null");
    return tls
        ? index + "-" + PROJECT + ".svc." + ENVIRONMENT + ".pinecone.io"
        : index + "." + advertised();
  }

  /**
   * Returns the certificate authority of the server, for clients to trust.
   *
   * @throws IllegalStateException if the container has no TLS or is not started
   */
  public X509Certificate getCertificateAuthority() {
    if (!tls) {
      throw new IllegalStateException("The container has no TLS: add withTls()");
    }
    return copyFileFromContainer(TLS_DIRECTORY + "/ca.pem", PinelinkLocalContainer::certificate);
  }

  private static X509Certificate certificate(InputStream pem) throws CertificateException {
    return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
  }

  /**
   * Returns a builder of clients that reach this server: API key, addresses and trusted authority
   * are set. All route policies work, {@code privateRequired} too; only with TLS is a route
   * private. Default of everything else: as in {@code Pinelink.builder()}.
   *
   * @throws IllegalStateException if the container is not started, or if it is on another machine
   *     and has no TLS
   */
  public Pinelink.Builder clientBuilder() {
    Pinelink.Builder builder =
        Pinelink.builder()
            .label("local server")
            .apiKey(API_KEY)
            .proxy(ProxyOptions.none())
            .addressGuard(AddressGuard.privateOnly().allowingLoopback());
    if (tls) {
      return builder
          .tls(TlsOptions.trustOnly(getCertificateAuthority()))
          .connectRule(rule("api.pinecone.io", PORT))
          .connectRule(rule("*.svc." + ENVIRONMENT + ".pinecone.io", PORT))
          .connectRule(rule("*.svc.private." + ENVIRONMENT + ".pinecone.io", PRIVATE_PORT));
    }
    if (!isOnThisMachine()) {
      throw new IllegalStateException(
          "The container is on "
              + getHost()
              + ", where the client sends nothing in plaintext: add withTls()");
    }
    return builder
        .controlPlane("localhost:" + getMappedPort(PORT))
        .connectRule(rule("*.localhost", PORT));
  }

  private ConnectRule rule(String hosts, int port) {
    return ConnectRule.forHost(hosts).dial(getHost(), getMappedPort(port));
  }

  private boolean isOnThisMachine() {
    try {
      return InetAddress.getByName(getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Returns the host and port under which the indexes of a plaintext server are. */
  private String advertised() {
    return "localhost:" + getMappedPort(PORT);
  }

  /**
   * Returns the server to the state of its start: indexes of {@link #withIndex} are empty, seeds
   * are loaded again, and everything else, faults included, is removed.
   *
   * @throws IllegalStateException if the container is not started
   */
  public void reset() {
    callServer("POST", "reset", "");
  }

  /**
   * Adds faults to the calls of clients.
   *
   * @param json a fault, an array of them, or an object with {@code seed} and {@code faults}, such
   *     as <code>{"type": "latency", "attributes": {"latency": 200}}</code>
   * @throws IllegalStateException if the container is not started, or the server refuses a fault;
   *     the message contains the reason
   */
  public void addFaults(String json) {
    callServer("POST", "faults", Objects.requireNonNull(json, "json is null"));
  }

  /** Removes all faults. */
  public void removeFaults() {
    callServer("DELETE", "faults", "");
  }

  /**
   * Calls the server's own HTTP interface under {@code /_pinelink/}, with its token.
   *
   * @param method the HTTP method
   * @param path the path after {@code /_pinelink/}, such as {@code requests?operation=query}
   * @param body the JSON of the request; empty for none
   * @return the body of the response, which may be empty
   * @throws IllegalStateException if the server refuses the call; the message contains its response
   * @throws UncheckedIOException if there is no response within 60 s
   */
  public String callServer(String method, String path, String body) {
    // With TLS, the server accepts plaintext too, and this interface needs no certificate.
    return new ServerApi("http://" + getHost() + ":" + getMappedPort(PORT), token)
        .call(method, path, body);
  }

  @Override
  protected void containerIsStarted(InspectContainerResponse info) {
    if (!tls) {
      callServer("PUT", "advertise", "{\"address\": \"http://" + advertised() + "\"}");
    }
  }
}
