package io.pinelink.doctor.internal.dns;

import io.pinelink.doctor.internal.dns.DnsQuestion.Family;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.UnsupportedAddressTypeException;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One query over UDP: its socket, what was sent, and what was received. Not thread-safe. */
final class DnsExchange implements AutoCloseable {
  /** How often a question is sent, since datagrams get lost. */
  private static final int ATTEMPTS = 3;

  private static final SecureRandom IDS = new SecureRandom();

  private final Map<Family, DnsQuestion> questions = new EnumMap<>(Family.class);
  private final Map<Family, DnsAnswer> answers = new EnumMap<>(Family.class);
  private final long begin = System.nanoTime();
  private final long interval;
  private @Nullable DatagramChannel channel;
  private int sent;

  DnsExchange(DnsQuery query, Selector selector) {
    this.interval = query.patience().toNanos() / ATTEMPTS;
    for (Family family : Family.values()) {
      questions.put(family, new DnsQuestion(IDS.nextInt(), query.name(), family));
    }
    DatagramChannel opened = null;
    try {
      opened = DatagramChannel.open();
      opened.configureBlocking(false);
      // A connected socket learns that a port is closed, and receives from the server only.
      opened.connect(query.server());
      opened.register(selector, SelectionKey.OP_READ, this);
      channel = opened;
    } catch (IOException | UnsupportedAddressTypeException e) {
      close(opened); // unreachable from here, for example over IPv6
    }
  }

  /**
   * Sends the questions that have no answer, if it is time.
   *
   * @return the nanoseconds until the next call; negative if the exchange has ended
   */
  long advance() {
    long age = System.nanoTime() - begin;
    while (!isEnded() && age >= sent * interval) {
      if (sent == ATTEMPTS) {
        close();
      } else {
        sent++;
        send();
      }
    }
    return isEnded() ? -1 : sent * interval - age;
  }

  private boolean isEnded() {
    return channel == null;
  }

  private void send() {
    DatagramChannel open = channel;
    try {
      for (Map.Entry<Family, DnsQuestion> question : questions.entrySet()) {
        if (open != null && !answers.containsKey(question.getKey())) {
          open.write(question.getValue().message());
        }
      }
    } catch (IOException e) {
      close();
    }
  }

  /** Reads what has arrived. */
  void receive() {
    DatagramChannel open = channel;
    ByteBuffer message = ByteBuffer.allocate(DnsQuestion.MAX_MESSAGE);
    try {
      while (open != null && open.read(message.clear()) > 0) {
        message.flip();
        questions.forEach(
            (family, question) ->
                question
                    .answer(message.duplicate())
                    .ifPresent(answer -> answers.putIfAbsent(family, answer)));
      }
    } catch (IOException e) {
      close(); // the port is closed
    }
    if (answers.size() == questions.size()) {
      close();
    }
  }

  DnsAnswer answer() {
    return answer(Family.IPV4).and(answer(Family.IPV6));
  }

  private DnsAnswer answer(Family family) {
    return answers.getOrDefault(family, DnsAnswer.silence());
  }

  @Override
  public void close() {
    close(channel);
    channel = null;
  }

  private static void close(@Nullable DatagramChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // There is nothing left to lose.
    }
  }
}
