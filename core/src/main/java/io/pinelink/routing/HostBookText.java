package io.pinelink.routing;

import io.pinelink.internal.hosttext.HostText;
import io.pinelink.internal.validation.Check;
import io.pinelink.routing.HostBook.Entry;
import io.pinelink.routing.HostBook.Origin;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a host book. It is not written by {@link Properties}, which keeps neither order nor
 * comments, but it is read by {@link Properties}, so that escapes of other tools are understood. No
 * valid value of an entry needs an escape.
 */
final class HostBookText {
  private static final int FORMAT = 1;
  private static final Pattern FORMAT_NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
  private static final String FORMAT_KEY = "format";
  private static final String HOST = "host";
  private static final String PRIVATE_HOST = "private-host";
  private static final String LEARNT = "learnt";
  private static final String ORIGIN = "origin";
  private static final String FAMILY = "family";
  private static final Set<String> KNOWN = Set.of(HOST, PRIVATE_HOST, LEARNT, ORIGIN, FAMILY);
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final String EXPLANATION =
      """
      # Host book of Pinelink: the hosts of the indexes of one Pinecone project. With it, a
      # client opens an index by name without calling api.pinecone.io.
      #
      # It may be edited. An index needs the first of these lines:
      #   <index>.host          its host, as the console and describe_index show it
      #   <index>.private-host  its private host; if missing, it is derived from the host
      #   <index>.learnt        when that became known, in UTC; the newer entry wins
      #   <index>.origin        its source: control-plane or user
      #   <index>.family        what it holds: vectors, records or documents
      #
      # A client that saves new hosts here rewrites the file, sorted by index. Comments
      # and unknown keys are lost then.

      """;

  /** The source of the text, for errors. */
  private final String place;

  private final Properties lines;

  private HostBookText(String place, Properties lines) {
    this.place = place;
    this.lines = lines;
  }

  static String write(List<Entry> entries) {
    StringBuilder text = new StringBuilder(EXPLANATION);
    line(text, FORMAT_KEY, Optional.of(FORMAT));
    for (Entry entry : entries) {
      text.append('\n');
      line(text, key(entry.name(), HOST), Optional.of(entry.host()));
      line(text, key(entry.name(), PRIVATE_HOST), entry.privateHost());
      line(text, key(entry.name(), LEARNT), entry.learnt());
      line(text, key(entry.name(), ORIGIN), Optional.of(entry.origin()));
      line(text, key(entry.name(), FAMILY), entry.family());
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String key, Optional<?> value) {
    value.ifPresent(present -> text.append(key).append(" = ").append(present).append('\n'));
  }

  private static String key(String name, String member) {
    return name + "." + member;
  }

  /**
   * Reads a book.
   *
   * @param place the source of the text, for errors
   */
  static HostBook read(String place, String text) {
    return new HostBookText(place, lines(place, text)).book();
  }

  private static Properties lines(String place, String text) {
    Properties lines = new EachKeyOnce();
    try {
      lines.load(
          new StringReader(
              text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text));
    } catch (IllegalArgumentException e) {
      throw refused(place, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  /** Properties that refuse duplicate keys, of which {@link Properties} silently takes the last. */
  private static final class EachKeyOnce extends Properties {
    private static final long serialVersionUID = 1;

    @Override
    public synchronized @Nullable Object put(Object key, Object value) {
      Object former = super.put(key, value);
      if (former != null) {
        throw new IllegalArgumentException(
            HostText.shown(key.toString()) + " is given twice, expected once");
      }
      return null;
    }
  }

  private HostBook book() {
    checkFormat();
    SortedMap<String, Entry> entries = new TreeMap<>();
    for (String name : names()) {
      entries.put(name, entry(name));
    }
    return new HostEntries(entries);
  }

  private void checkFormat() {
    String format = optional(FORMAT_KEY).orElse(null);
    if (format == null) {
      throw refused(
          place, "it has no line 'format = " + FORMAT + "', so it does not look like one", null);
    }
    if (!FORMAT_NUMBER.matcher(format).matches()) {
      throw refused(place, "format is '" + HostText.shown(format) + "', expected " + FORMAT, null);
    }
    if (Integer.parseInt(format) > FORMAT) {
      throw refused(
          place,
          "format is "
              + format
              + ", expected "
              + FORMAT
              + ": a newer Pinelink wrote it; use that version here too, or another file",
          null);
    }
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (String key : new TreeSet<>(lines.stringPropertyNames())) {
      int dot = key.lastIndexOf('.');
      if (dot >= 0 && KNOWN.contains(key.substring(dot + 1))) {
        String name = key.substring(0, dot);
        names.add(valid(key, name, text -> Check.resourceName("index", text)));
      }
    }
    return names;
  }

  private Entry entry(String name) {
    String host = lines.getProperty(key(name, HOST));
    if (host == null) {
      throw refused(place, key(name, HOST) + " is missing, expected the host of the index", null);
    }
    return new Entry(
        name,
        valid(key(name, HOST), host, Entry::checkedHost),
        member(name, PRIVATE_HOST, Entry::checkedPrivateHost),
        member(name, LEARNT, HostBookText::instant),
        member(name, ORIGIN, HostBookText::origin).orElse(Origin.USER),
        member(name, FAMILY, HostBookText::family));
  }

  private <T> Optional<T> member(String name, String member, Function<String, T> rule) {
    String key = key(name, member);
    return optional(key).map(value -> valid(key, value, rule));
  }

  private Optional<String> optional(String key) {
    return Optional.ofNullable(lines.getProperty(key))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private <T> T valid(String key, String value, Function<String, T> rule) {
    try {
      return rule.apply(value);
    } catch (IllegalArgumentException e) {
      throw refused(place, HostText.shown(key) + ": " + e.getMessage(), e);
    }
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "instant is '" + HostText.shown(text) + "', expected one such as 2026-11-25T10:15:30Z",
          e);
    }
  }

  private static Origin origin(String text) {
    for (Origin origin : Origin.values()) {
      if (origin.toString().equals(text)) {
        return origin;
      }
    }
    throw new IllegalArgumentException(
        "origin is '" + HostText.shown(text) + "', expected control-plane or user");
  }

  private static IndexFamily family(String text) {
    if (text.isBlank() || !new IndexFamily(text).isKnown()) {
      throw new IllegalArgumentException(
          "family is '" + HostText.shown(text) + "', expected vectors, records or documents");
    }
    return new IndexFamily(text);
  }

  private static IllegalArgumentException refused(
      String place, String wrong, @Nullable Throwable cause) {
    return new IllegalArgumentException("host book " + place + " is refused: " + wrong, cause);
  }
}
