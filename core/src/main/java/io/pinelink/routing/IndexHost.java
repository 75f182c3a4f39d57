package io.pinelink.routing;

import io.pinelink.internal.host.HostText;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The host name of an index, in its public or its private form.
 *
 * <pre>
 * &lt;index&gt;-&lt;project&gt; . svc [. private] . &lt;environment, one or more labels&gt; . &lt;domain&gt;
 * </pre>
 *
 * <p>A name whose second label is not {@code svc}, such as {@code localhost:5081}, is a <em>local
 * host</em>: it has one form only. Parsing works on DNS labels and asks nobody; whether a host may
 * receive the API key is decided elsewhere.
 *
 * <p>Immutable and thread-safe. Source: "Configure private endpoints", API version 2026-04.
 */
public final class IndexHost {
  /** The port of every index host that is not local. */
  public static final int DEFAULT_PORT = 443;

  private static final int PLAINTEXT_PORT = 80;
  private static final String SERVICE = "svc";
  private static final String PRIVATE = "private";
  private static final int LABELS_BEFORE_ENVIRONMENT = 2;

  /** The labels before the optional {@code private}: index label and {@code svc}; all if local. */
  private final List<String> head;

  /** The labels after the optional {@code private}: environment, then domain; none if local. */
  private final List<String> tail;

  private final int domainLabels;
  private final boolean isPrivate;
  private final int port;
  private final boolean plaintext;

  private IndexHost(
      List<String> head,
      List<String> tail,
      int domainLabels,
      boolean isPrivate,
      int port,
      boolean plaintext) {
    this.head = head;
    this.tail = tail;
    this.domainLabels = domainLabels;
    this.isPrivate = isPrivate;
    this.port = port;
    this.plaintext = plaintext;
  }

  /**
   * Parses what people paste: with or without {@code https://}, a trailing slash, {@code :443},
   * upper case, a trailing dot, blanks around it.
   *
   * @throws IllegalArgumentException if the text is not the host of an index; the message says what
   *     is wrong and what was expected
   */
  public static IndexHost parse(String text) {
    return parse(text, List.of());
  }

  /**
   * Parses as {@link #parse(String)}, knowing customer-owned domains besides {@code pinecone.io}.
   *
   * @param domains domains that end an index host, such as {@code vectors.example.com}; without
   *     them the last two labels of an unknown name are taken for its domain
   */
  public static IndexHost parse(String text, Collection<String> domains) {
    HostText host = HostText.parse(text);
    List<String> labels = host.labels();
    if (host.name().equals("api." + HostText.PINECONE_DOMAIN)) {
      throw host.refused("it is the control plane's host", "the host of an index");
    }
    if (labels.size() < LABELS_BEFORE_ENVIRONMENT || !labels.get(1).equals(SERVICE)) {
      return local(host);
    }
    return ofService(host, domains);
  }

  private static IndexHost local(HostText host) {
    if (HostText.isUnder(host.name(), HostText.PINECONE_DOMAIN)) {
      throw host.refused(
          "its second label is not 'svc'",
          "<index>-<project>.svc.<environment>." + HostText.PINECONE_DOMAIN);
    }
    boolean loopback = HostText.isLoopbackName(host.name());
    if ("http".equals(host.scheme()) && !loopback) {
      throw host.refused(
          "http:// is plaintext and the host is not loopback", "https://, or localhost");
    }
    boolean plaintext = loopback && !"https".equals(host.scheme());
    int port = host.portOr(plaintext ? PLAINTEXT_PORT : DEFAULT_PORT);
    return new IndexHost(host.labels(), List.of(), 0, false, port, plaintext);
  }

  private static IndexHost ofService(HostText host, Collection<String> domains) {
    List<String> labels = host.labels();
    if ("http".equals(host.scheme())) {
      throw host.refused("http:// is plaintext", "https:// or no scheme");
    }
    if (host.portOr(DEFAULT_PORT) != DEFAULT_PORT) {
      throw host.refused(
          "its port is " + host.portOr(DEFAULT_PORT),
          "port 443; a ConnectRule can dial another port");
    }
    boolean isPrivate = labels.size() > 2 && labels.get(2).equals(PRIVATE);
    List<String> tail = labels.subList(isPrivate ? 3 : LABELS_BEFORE_ENVIRONMENT, labels.size());
    String domain = knownDomain(host.name(), domains);
    int domainLabels = domain == null ? 2 : domain.split("\\.").length;
    if (tail.size() <= domainLabels) {
      throw host.refused(
          "the environment is missing after 'svc" + (isPrivate ? ".private'" : "'"),
          "<index>-<project>.svc[.private].<environment>." + (domain == null ? "…" : domain));
    }
    if (tail.get(0).equals(PRIVATE)) {
      throw host.refused("'private' stands twice after 'svc'", "'svc.private' once");
    }
    return new IndexHost(
        List.copyOf(labels.subList(0, LABELS_BEFORE_ENVIRONMENT)),
        List.copyOf(tail),
        domainLabels,
        isPrivate,
        DEFAULT_PORT,
        false);
  }

  /** The longest of the domains that {@code name} lies under. */
  private static @Nullable String knownDomain(String name, Collection<String> domains) {
    String longest =
        HostText.isUnder(name, HostText.PINECONE_DOMAIN) ? HostText.PINECONE_DOMAIN : null;
    for (String domain : domains) {
      if (HostText.isUnder(name, domain)
          && (longest == null || domain.length() > longest.length())) {
        longest = domain;
      }
    }
    return longest;
  }

  /** The name without port, in lower case. */
  public String name() {
    return isPrivate
        ? String.join(".", head) + "." + PRIVATE + "." + String.join(".", tail)
        : String.join(".", tail.isEmpty() ? head : concat(head, tail));
  }

  private static List<String> concat(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** The port; {@value #DEFAULT_PORT}, or 80 in plaintext, unless a local host names another. */
  public int port() {
    return port;
  }

  /** The name as sent in requests: {@link #name()}, with the port where it is not 443. */
  public String authority() {
    return port == DEFAULT_PORT ? name() : name() + ":" + port;
  }

  /** A text that reads back as this host: a loopback name needs what says whether it has TLS. */
  String text() {
    if (!isLocal() || !HostText.isLoopbackName(name())) {
      return authority();
    }
    return plaintext ? name() + ":" + port : "https://" + authority();
  }

  /** Whether the label {@code private} stands after {@code svc}. */
  public boolean isPrivate() {
    return isPrivate;
  }

  /** Whether this is not a name of the service, so that it has no private form. */
  public boolean isLocal() {
    return tail.isEmpty();
  }

  /** Whether the host is dialled without TLS; only a loopback name ever is. */
  public boolean isPlaintext() {
    return plaintext;
  }

  /**
   * The private form of this host; the host itself if it is private already.
   *
   * @throws IllegalStateException if it has none: a local host, or a name that would grow over 253
   *     characters
   */
  public IndexHost privateHost() {
    if (isLocal()) {
      throw new IllegalStateException(
          "host '" + authority() + "' has no private form: its second label is not 'svc'");
    }
    IndexHost form = withPrivate(true);
    if (form.name().length() > HostText.MAX_NAME) {
      throw new IllegalStateException(
          "host '" + name() + "' has no private form: it would be over 253 characters long");
    }
    return form;
  }

  /** The public form of this host; the inverse of {@link #privateHost()}. */
  public IndexHost publicHost() {
    return withPrivate(false);
  }

  private IndexHost withPrivate(boolean wanted) {
    return wanted == isPrivate
        ? this
        : new IndexHost(head, tail, domainLabels, wanted, port, plaintext);
  }

  /** All labels between {@code svc[.private]} and the domain; empty for a local host. */
  public Optional<String> environment() {
    return isLocal()
        ? Optional.empty()
        : Optional.of(String.join(".", tail.subList(0, tail.size() - domainLabels)));
  }

  /** The domain, such as {@code pinecone.io}; empty for a local host. */
  public Optional<String> domain() {
    return isLocal()
        ? Optional.empty()
        : Optional.of(String.join(".", tail.subList(tail.size() - domainLabels, tail.size())));
  }

  /** The private DNS zone that answers for the private form; empty for a local host. */
  public Optional<String> privateZone() {
    return isLocal() ? Optional.empty() : Optional.of(PRIVATE + "." + String.join(".", tail));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IndexHost that
        && that.authority().equals(authority())
        && that.plaintext == plaintext
        && that.domainLabels == domainLabels;
  }

  @Override
  public int hashCode() {
    return authority().hashCode();
  }

  /** The {@link #authority()}. */
  @Override
  public String toString() {
    return authority();
  }
}
