package io.pinelink.grpc.channel;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.pinelink.spi.Credential;
import io.pinelink.spi.ExtraHeaders;
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
 * The credentials and extra headers of a transport, each with the placeholder by which gRPC knows
 * it. gRPC logs the headers of each request at its finest levels, so it is given random text of the
 * same length, and {@link CredentialWriter} puts the value in its place when the headers have been
 * encoded.
 *
 * <p>Thread-safe.
 */
final class HiddenCredentials {
  /** Shorter values are no secrets: the client takes such a key for loopback alone. */
  private static final int MIN_LENGTH = 8;

  /**
   * What placeholders are made of. Few values begin with one of these, and none of them is shorter
   * in HPACK's Huffman code than as it is, so that no encoder chooses the code.
   */
  private static final String ALPHABET = "!#$&*+;<>?@^{|}~";

  /** Far more than are in use at the same time; a client has one. */
  private static final int MAX_KNOWN = 10_000;

  private final Map<Credential, Known> known = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, byte[]> values = new HashMap<>();

  /** The last one that was asked for: one call after another has the same. */
  private volatile @Nullable Known last;

  /**
   * Placeholders of the extra headers of calls, for as long as a call or a view has those headers:
   * a program may add a header of its own to each call.
   */
  private final Map<ExtraHeaders, List<Placeholder>> extra = new WeakHashMap<>();

  /** Values by placeholders; the lists in {@link #extra} keep the placeholders. */
  private final Map<String, byte[]> extraValues = new WeakHashMap<>();

  /** Gives extra headers, with placeholders for their values. */
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

  /** Gives the headers that carry the credential, with placeholders for their values. */
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

  /** Puts the credential in the place of a header's value, if that is a placeholder. */
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
