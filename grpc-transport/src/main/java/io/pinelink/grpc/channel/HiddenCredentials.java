package io.pinelink.grpc.channel;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.pinelink.spi.credential.Credential;
import io.pinelink.spi.credential.ExtraHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The credentials and extra headers of a transport, each with the placeholder that gRPC gets in its
 * place. gRPC logs the headers of each request at its finest levels, so it gets random text of the
 * same length, and {@link CredentialWriter} inserts the value after the headers have been encoded.
 *
 * <p>Thread-safe.
 */
final class HiddenCredentials {
  /**
   * The shortest value to hide. Shorter ones are not secret: the client accepts such a key for
   * loopback only.
   */
  private static final int MIN_LENGTH = 8;

  /**
   * The characters of placeholders. Few values begin with one of them. None of them is shorter in
   * HPACK's Huffman code than in plain text, so no encoder chooses the code.
   */
  private static final String ALPHABET = "!#$&*+;<>?@^{|}~";

  /** Far more credentials than are in use at the same time; a client has one. */
  private static final int MAX_KNOWN = 10_000;

  private final Map<Credential, Known> known = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, byte[]> values = new HashMap<>();

  /** The last credential that was requested: consecutive calls have the same one. */
  private volatile @Nullable Known last;

  /**
   * Placeholders of the extra headers of calls, for as long as a call or a view has those headers:
   * a program may add a header of its own to each call.
   */
  private final Map<ExtraHeaders, List<Placeholder>> extra = new WeakHashMap<>();

  /** Values by placeholders; the lists in {@link #extra} keep the placeholders. */
  private final Map<String, byte[]> extraValues = new WeakHashMap<>();

  /** Passes extra headers to the consumer, with placeholders as values. */
  void forEachHeader(ExtraHeaders headers, BiConsumer<String, String> header) {
    for (Placeholder one : find(headers)) {
      header.accept(one.name(), one.text());
    }
  }

  private synchronized List<Placeholder> find(ExtraHeaders headers) {
    List<Placeholder> found = extra.get(headers);
    if (found == null) {
      List<Placeholder> placeholders = new ArrayList<>();
      headers.forEach(
          (name, value) -> placeholders.add(new Placeholder(name, hide(value, extraValues))));
      extra.put(headers, placeholders);
      found = placeholders;
    }
    return found;
  }

  /** Passes the headers that carry the credential to the consumer, with placeholders as values. */
  void forEachHeader(Credential credential, BiConsumer<String, String> header) {
    Known found = last;
    if (found == null || found.credential() != credential) {
      found = find(credential);
      last = found;
    }
    for (Placeholder one : found.placeholders()) {
      header.accept(one.name(), one.text());
    }
  }

  private synchronized Known find(Credential credential) {
    Known found = known.get(credential);
    if (found == null) {
      List<Placeholder> placeholders = new ArrayList<>();
      credential.forEachHeader(
          (name, value) -> placeholders.add(new Placeholder(name, hide(value, values))));
      found = new Known(credential, placeholders);
      known.put(credential, found);
      forgetEldest();
    }
    return found;
  }

  private static String hide(String value, Map<String, byte[]> values) {
    if (value.length() < MIN_LENGTH) {
      return value;
    }
    String placeholder = random(value.length());
    while (values.putIfAbsent(placeholder, value.getBytes(US_ASCII)) != null) {
      placeholder = random(value.length());
    }
    return placeholder;
  }

  private static String random(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(ThreadLocalRandom.current().nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private void forgetEldest() {
    if (known.size() > MAX_KNOWN) {
      Known eldest = known.values().iterator().next();
      known.remove(eldest.credential());
      eldest.placeholders().forEach(one -> values.remove(one.text()));
    }
  }

  /** Replaces the value of a header with the credential if the value is a placeholder. */
  void reveal(ByteBuf block, int start, int length) {
    if (length < MIN_LENGTH || ALPHABET.indexOf(block.getByte(start)) < 0) {
      return;
    }
    byte[] value = valueOf(block.toString(start, length, US_ASCII));
    if (value != null) {
      block.setBytes(start, value);
    }
  }

  private synchronized byte @Nullable [] valueOf(String placeholder) {
    byte[] value = values.get(placeholder);
    return value == null ? extraValues.get(placeholder) : value;
  }

  private record Known(Credential credential, List<Placeholder> placeholders) {}

  private record Placeholder(String name, String text) {}
}
