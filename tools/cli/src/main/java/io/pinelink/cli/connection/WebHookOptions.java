package io.pinelink.cli.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a web hook. The URL is a secret too: services put tokens in its path. */
public final class WebHookOptions {
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]+:[\\t\\x20-\\x7e]*\\S.*");

  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  @Option(
      names = "--web-hook",
      paramLabel = "URL",
      showDefaultValue = Visibility.NEVER,
      description =
          "Sends each change to this URL with POST, as the JSON object that --json prints. Default:"
              + " the environment variable PINELINK_WEB_HOOK, which other users of the machine"
              + " cannot see; none.")
  @Nullable String url;

  @Option(
      names = "--web-hook-header",
      paramLabel = "HEADER",
      showDefaultValue = Visibility.NEVER,
      description =
          "A header of these requests, such as 'Authorization: Bearer …', or @FILE for a file that"
              + " contains it, which is read for each request. The URL is then https:// or on"
              + " loopback. Default: the environment variable PINELINK_WEB_HOOK_HEADER; none.")
  @Nullable String header;

  /**
   * Returns the URL; empty if there is no web hook.
   *
   * @throws ParameterException if the URL or the header is invalid
   */
  public Optional<URI> url() {
    if (url == null) {
      if (header != null) {
        throw refused("--web-hook-header needs --web-hook");
      }
      return Optional.empty();
    }
    URI parsed = parsed(url);
    try {
      if (header().isPresent() && !"https".equals(parsed.getScheme()) && !isLoopback(parsed)) {
        throw refused("--web-hook-header needs a URL with https://, or one on loopback");
      }
    } catch (IOException e) {
      throw refused(
          "--web-hook-header: the file cannot be read, or has no header NAME: VALUE in its only"
              + " line");
    }
    return Optional.of(parsed);
  }

  private URI parsed(String text) {
    try {
      URI parsed = new URI(text);
      boolean http = "https".equals(parsed.getScheme()) || "http".equals(parsed.getScheme());
      if (http && parsed.getHost() != null && parsed.getUserInfo() == null) {
        return parsed;
      }
    } catch (URISyntaxException e) {
      // Reported below, without the text, which may be a secret.
    }
    throw refused("--web-hook is not a URL with https:// or http:// and a host, without a user");
  }

  private static boolean isLoopback(URI url) {
    try {
      return InetAddress.getByName(url.getHost()).isLoopbackAddress();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Returns the header of the next request, as {@code NAME: VALUE}; empty if there is none.
   *
   * @throws IOException if its file cannot be read, or contains no header
   */
  public Optional<String> header() throws IOException {
    if (header == null) {
      return Optional.empty();
    }
    String text =
        header.startsWith("@") ? Files.readString(Path.of(header.substring(1))).strip() : header;
    if (!HEADER.matcher(text).matches()) {
      throw new IOException("not a header NAME: VALUE");
    }
    return Optional.of(text);
  }

  private ParameterException refused(String reason) {
    return new ParameterException(command.commandLine(), reason);
  }
}
