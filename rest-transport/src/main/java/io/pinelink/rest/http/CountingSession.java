package io.pinelink.rest.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.jspecify.annotations.Nullable;

/**
 * A session that counts the bytes written to it, and collects the changes of its interest in events
 * ({@link EventInterest}). In plaintext the socket has taken what was written. Over TLS it was
 * encrypted, and the socket takes it later.
 */
final class CountingSession extends ForwardingSession {
  private static final byte TLS_ALERT = 21;

  /** The JDK first sends an alert in the form of SSL 2. No response starts with either byte. */
  private static final byte SSL2_ALERT = (byte) 0x80;

  private final EventInterest interest;
  private final @Nullable TlsSession tls;
  private final Deque<Command> commands = new ConcurrentLinkedDeque<>();
  private volatile long written;
  private boolean answered;
  private volatile boolean blocked;

  CountingSession(ProtocolIOSession session) {
    super(session);
    this.interest = new EventInterest(session);
    this.tls = session instanceof TlsSession secure ? secure : null;
  }

  /** Returns the interest in events, which collects the changes of an event. */
  EventInterest interest() {
    return interest;
  }

  /** Returns the number of bytes written so far. */
  long written() {
    return written;
  }

  /**
   * Returns the number of bytes that the socket has taken so far, which distinguishes a request of
   * which no byte was sent from one of which some were.
   */
  long sent() {
    return tls == null ? written : tls.sent();
  }

  /** Returns whether the session did not accept all bytes of the last write. */
  boolean isBlocked() {
    return blocked;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // only the connection's thread writes it
  public int write(ByteBuffer source) throws IOException {
    int count = session.write(source);
    if (count > 0) {
      written += count;
    }
    blocked = source.hasRemaining();
    return count;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int begin = into.position();
    int count = session.read(into);
    if (!answered && count > 0) {
      answered = true;
      checkFirstByte(into.get(begin));
    }
    return count;
  }

  /** Refuses a TLS alert, which a port with TLS sends in response to plaintext. */
  private void checkFirstByte(byte first) throws IOException {
    if (session.getTlsDetails() == null && (first == TLS_ALERT || first == SSL2_ALERT)) {
      throw new IOException("the server answered plaintext with a TLS alert");
    }
  }

  @Override
  public void enqueue(Command command, Command.Priority priority) {
    // Not the queue of the session, which would wake the selector for each command.
    if (priority == Command.Priority.IMMEDIATE) {
      commands.addFirst(command);
    } else {
      commands.add(command);
    }
    if (isOpen()) {
      setEvent(SelectionKey.OP_WRITE);
    } else {
      command.cancel();
    }
  }

  @Override
  public boolean hasCommands() {
    return !commands.isEmpty() || session.hasCommands();
  }

  @Override
  public @Nullable Command poll() {
    Command own = commands.poll();
    return own == null ? session.poll() : own;
  }

  @Override
  public void setEvent(int event) {
    interest.add(event);
  }

  @Override
  public void clearEvent(int event) {
    interest.remove(event);
  }
}
