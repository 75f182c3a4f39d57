package io.pinelink.rest.http;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsSessionTest {
  private static final int RECORD = 16_384;
  private static SSLContext trusting;
  private static SSLContext distrusting;
  private static SSLContext serving;

  private final Socket socket = new Socket();
  private final Connection connection = new Connection();

  @BeforeAll
  static void create() throws Exception {
    X509Bundle certificate = selfSigned();
    serving = SSLContext.getInstance("TLS");
    serving.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, certificate.toTrustManagerFactory().getTrustManagers(), null);
    distrusting = SSLContext.getInstance("TLS");
    distrusting.init(null, selfSigned().toTrustManagerFactory().getTrustManagers(), null);
  }

  private static X509Bundle selfSigned() throws Exception {
    return new CertificateBuilder()
        .subject("CN=server")
        .setIsCertificateAuthority(true)
        .ecp256()
        .buildSelfSigned();
  }

  private TlsSession begun(SSLContext context) throws IOException {
    SSLEngine engine = context.createSSLEngine("server", 443);
    engine.setUseClientMode(true);
    TlsSession session = new TlsSession(socket, engine, connection);
    session.start();
    return session;
  }

  private TlsSession open(SSLContext context, Peer peer) throws IOException {
    TlsSession session = begun(context);
    while (!connection.connected && peer.answer()) {
      session.inputReady(socket, null);
    }
    return session;
  }

  private TlsSession connected(Peer peer) throws IOException {
    TlsSession session = open(trusting, peer);
    assertThat(connection.connected).isTrue();
    peer.answer();
    socket.writes.clear();
    return session;
  }

  @Test
  void aWriteToTheSocketHasSeveralRecords() throws IOException {
    Peer peer = new Peer("TLSv1.3");
    TlsSession session = connected(peer);
    connection.request = ByteBuffer.wrap(bytes(7 * RECORD));
    session.setEvent(OP_WRITE);

    session.outputReady(socket);

    assertThat(socket.writes).hasSize(3);
    assertThat(socket.writes.get(0)).isGreaterThan(3 * RECORD);
    peer.answer();
    assertThat(peer.received.toByteArray()).isEqualTo(bytes(7 * RECORD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void allBytesArriveThroughSocketsThatTakeAndGiveFew(String protocol) throws IOException {
    Random random = new Random(43);
    for (int run = 0; run < 20; run++) {
      Peer peer = new Peer(protocol);
      TlsSession session = connected(peer);
      byte[] request = bytes(random.nextInt(10 * RECORD));
      byte[] response = bytes(random.nextInt(10 * RECORD));
      connection.request = ByteBuffer.wrap(request);
      session.setEvent(OP_WRITE);
      peer.send(response);
      while (connection.request.hasRemaining()
          || (socket.events & OP_WRITE) != 0
          || connection.received.size() < response.length) {
        socket.accepts = random.nextInt(3 * RECORD);
        socket.gives = 1 + random.nextInt(3 * RECORD);
        session.inputReady(socket, null);
        session.outputReady(socket);
        if (!connection.request.hasRemaining()) {
          session.clearEvent(OP_WRITE);
        }
      }
      peer.answer();
      assertThat(peer.received.toByteArray()).isEqualTo(request);
      assertThat(connection.received.toByteArray()).isEqualTo(response);
      socket.reset();
      connection.reset();
    }
  }

  @Test
  void theSocketIsSelectedForWritingWhileItDoesNotTakeAll() throws IOException {
    TlsSession session = connected(new Peer("TLSv1.3"));
    connection.request = ByteBuffer.wrap(bytes(RECORD));
    socket.accepts = 0;
    long before = session.sent();

    session.setEvent(OP_WRITE);
    session.outputReady(socket);
    session.clearEvent(OP_WRITE);
    assertThat(socket.events).isEqualTo(OP_READ | OP_WRITE);
    assertThat(session.sent()).isEqualTo(before);

    socket.accepts = Integer.MAX_VALUE;
    session.outputReady(socket);
    assertThat(socket.events).isEqualTo(OP_READ);
    assertThat(session.sent()).isGreaterThan(before + RECORD);
  }

  @Test
  void aConnectionThatTheServerHasEndedTakesNoBytes() throws IOException {
    Peer peer = new Peer("TLSv1.2"); // the engine ends its output with its input
    TlsSession session = connected(peer);
    connection.requestAtEnd = ByteBuffer.wrap(bytes(1));
    peer.engine.closeOutbound();
    peer.answer();

    session.inputReady(socket, null);

    assertThat(connection.ended).isTrue();
    assertThat(connection.refused).isInstanceOf(ClosedChannelException.class);
    assertThat(session.isOpen()).isFalse();
  }

  @Test
  void anEndWithinARecordIsAnError() throws IOException {
    Peer peer = new Peer("TLSv1.3");
    TlsSession session = connected(peer);
    peer.send(bytes(100));
    socket.incoming.truncate(1);
    socket.ended = true;
    session.inputReady(socket, null);

    assertThatThrownBy(() -> session.inputReady(socket, null))
        .isInstanceOf(SSLException.class)
        .hasMessage("the connection was closed within a TLS record");
    assertThat(connection.received.size()).isZero();
  }

  @Test
  void anEndDuringTheHandshakeClosesTheSocket() throws IOException {
    TlsSession session = begun(trusting);
    socket.ended = true;

    session.inputReady(socket, null);

    assertThat(socket.closed).isEqualTo(CloseMode.IMMEDIATE);
    assertThat(connection.connected).isFalse();
  }

  @Test
  void theServerLearnsWhyItsCertificateIsRefused() throws IOException {
    Peer peer = new Peer("TLSv1.3");

    Throwable refused = catchThrowable(() -> open(distrusting, peer));
    socket.handler().exception(socket, (Exception) refused);

    assertThat(refused).isInstanceOf(SSLException.class);
    assertThat(connection.failure).isSameAs(refused);
    assertThatThrownBy(peer::answer).hasMessageContaining("bad_certificate");
  }

  @Test
  void aCloseIsAnnounced() throws IOException {
    Peer peer = new Peer("TLSv1.3");
    TlsSession session = connected(peer);

    session.close(CloseMode.GRACEFUL);

    assertThat(socket.closed).isEqualTo(CloseMode.GRACEFUL);
    peer.answer();
    assertThat(peer.engine.isInboundDone()).isTrue();
  }

  @Test
  void aSocketThatTakesNothingDelaysItsCloseForASecond() throws IOException {
    TlsSession session = connected(new Peer("TLSv1.3"));
    socket.accepts = 0;

    session.close(CloseMode.GRACEFUL);

    assertThat(socket.closed).isNull();
    assertThat(socket.timeout).isEqualTo(Timeout.ofSeconds(1));
    session.timeout(socket, socket.timeout);
    assertThat(socket.closed).isEqualTo(CloseMode.IMMEDIATE);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** The bytes between the two ends. */
  private static final class Pipe {
    private byte[] bytes = {};

    void add(ByteBuffer source, int count) {
      int length = bytes.length;
      bytes = Arrays.copyOf(bytes, length + count);
      source.get(bytes, length, count);
    }

    int take(ByteBuffer into, int limit) {
      int count = Math.min(Math.min(limit, bytes.length), into.remaining());
      into.put(bytes, 0, count);
      bytes = Arrays.copyOfRange(bytes, count, bytes.length);
      return count;
    }

    void truncate(int count) {
      bytes = Arrays.copyOf(bytes, bytes.length - count);
    }
  }

  /** The client's socket, without a network. */
  private static final class Socket extends ForwardingSession {
    private final Lock lock = new ReentrantLock();
    private final List<Integer> writes = new ArrayList<>();
    private Pipe incoming = new Pipe();
    private Pipe outgoing = new Pipe();
    private @Nullable IOEventHandler handler;
    private int accepts = Integer.MAX_VALUE;
    private int gives = Integer.MAX_VALUE;
    private int events = OP_READ;
    private boolean ended;
    private @Nullable CloseMode closed;
    private Timeout timeout = Timeout.DISABLED;

    Socket() {
      super(
          (ProtocolIOSession)
              Proxy.newProxyInstance(
                  Socket.class.getClassLoader(),
                  new Class<?>[] {ProtocolIOSession.class},
                  (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                  }));
    }

    void reset() {
      incoming = new Pipe();
      outgoing = new Pipe();
      accepts = Integer.MAX_VALUE;
      gives = Integer.MAX_VALUE;
      events = OP_READ;
      timeout = Timeout.DISABLED;
    }

    IOEventHandler handler() {
      return requireNonNull(handler);
    }

    @Override
    public int read(ByteBuffer into) {
      int count = incoming.take(into, gives);
      return count == 0 && ended ? -1 : count;
    }

    @Override
    public int write(ByteBuffer source) {
      int count = Math.min(accepts, source.remaining());
      writes.add(count);
      outgoing.add(source, count);
      return count;
    }

    @Override
    public Lock getLock() {
      return lock;
    }

    @Override
    public int getEventMask() {
      return events;
    }

    @Override
    public void setEventMask(int wanted) {
      events = wanted;
    }

    @Override
    public void upgrade(IOEventHandler next) {
      handler = next;
    }

    @Override
    public boolean isOpen() {
      return closed == null;
    }

    @Override
    public Timeout getSocketTimeout() {
      return timeout;
    }

    @Override
    public void setSocketTimeout(Timeout next) {
      timeout = next;
    }

    @Override
    public void close(CloseMode mode) {
      closed = mode;
    }
  }

  /** The server. */
  private final class Peer {
    private final SSLEngine engine = serving.createSSLEngine();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final ByteBuffer encrypted = ByteBuffer.allocate(1 << 20);
    private final ByteBuffer plain = ByteBuffer.allocate(1 << 15);

    Peer(String protocol) throws IOException {
      engine.setUseClientMode(false);
      engine.setEnabledProtocols(new String[] {protocol});
      engine.beginHandshake();
    }

    void send(byte[] response) throws IOException {
      ByteBuffer source = ByteBuffer.wrap(response);
      while (source.hasRemaining()) {
        wrap(source);
      }
    }

    /** Reads what the client has sent, and answers it; false if there was nothing to do. */
    boolean answer() throws IOException {
      boolean any = socket.outgoing.take(encrypted, Integer.MAX_VALUE) > 0;
      boolean more = true;
      while (more) {
        HandshakeStatus status = engine.getHandshakeStatus();
        if (status == HandshakeStatus.NEED_TASK) {
          engine.getDelegatedTask().run();
        } else if (status == HandshakeStatus.NEED_WRAP) {
          more = wrap(ByteBuffer.allocate(0)) > 0;
          any |= more;
        } else {
          more = unwrap();
        }
      }
      return any;
    }

    private int wrap(ByteBuffer source) throws IOException {
      ByteBuffer record = ByteBuffer.allocate(2 * RECORD);
      int count = engine.wrap(source, record).bytesProduced();
      socket.incoming.add(record.flip(), count);
      return count;
    }

    private boolean unwrap() throws IOException {
      encrypted.flip();
      int consumed = engine.unwrap(encrypted, plain).bytesConsumed();
      encrypted.compact();
      received.write(plain.array(), 0, plain.position());
      plain.clear();
      return consumed > 0;
    }
  }

  /** The handler of what is inside TLS. */
  private static final class Connection implements IOEventHandler {
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private ByteBuffer request = ByteBuffer.allocate(0);
    private ByteBuffer requestAtEnd = ByteBuffer.allocate(0);
    private boolean connected;
    private boolean ended;
    private @Nullable Throwable refused;
    private @Nullable Exception failure;

    void reset() {
      connected = false;
      received.reset();
    }

    @Override
    public void connected(IOSession session) {
      connected = true;
    }

    @Override
    public void inputReady(IOSession session, @Nullable ByteBuffer source) {
      if (source == null) {
        ended = true;
        refused = catchThrowable(() -> session.write(requestAtEnd));
        return;
      }
      byte[] bytes = new byte[source.remaining()];
      source.get(bytes);
      received.writeBytes(bytes);
    }

    @Override
    public void outputReady(IOSession session) throws IOException {
      while (request.hasRemaining() && session.write(request) > 0) {
        // until the socket takes no more
      }
    }

    @Override
    public void timeout(IOSession session, Timeout timeout) {}

    @Override
    public void exception(IOSession session, Exception cause) {
      failure = cause;
    }

    @Override
    public void disconnected(IOSession session) {}
  }
}
