package io.pinelink.cli.output;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Messages of the library in the words of the command line: they name settings as programs set
 * them, and a user of a command sets options.
 */
public final class OptionNames {
  /** Settings whose option has another name, by pattern. The first that matches wins. */
  private static final Map<Pattern, String> OPTIONS = new LinkedHashMap<>();

  /** The name of a setting, unless it is in quotes or a part of something else. */
  private static final Pattern SETTING =
      Pattern.compile("(?<![\\w'\".$-])[a-z]+(?:[A-Z][a-z]*)+(?![\\w'\"(.])");

  static {
    add("RoutePolicy\\.privateRequired\\(\\)", "--route-policy private-required");
    add("Pinelink\\.Builder\\.protocols\\(Protocol\\.REST\\)", "--protocols rest");
    add("TlsOptions\\.alsoTrusting or --ca", "--ca");
    add("TlsOptions\\.(?:alsoTrusting|trustOnly)", "--ca");
    add("ProxyOptions(?:\\.\\w+)?", "--proxy");
    add("trustedDomain(?:\\(…\\))?", "--trust-domain");
    add("AddressGuard must allow the range", "--allow must name the range");
    add("allow (loopback|its range|the range) in AddressGuard", "allow $1 with --allow");
    add("check the port of the ConnectRule", "check the port, or the port of --connect-to");
    add("(?:a|the) ConnectRule that", "--connect-to, which");
    add("(?:(?:a|the) )?ConnectRule(?: for it)?", "--connect-to");
    add("; awaitIndexReady waits for it", "");
    add("or set the format", "or set --format");
    add("name the column of ids", "name the column of ids with --id-column");
    add("(the names of several)$", "$1, with --values-column");
    add("^delimiter is", "--delimiter is");
  }

  private OptionNames() {}

  private static void add(String setting, String option) {
    OPTIONS.put(Pattern.compile(setting), option);
  }

  /** Returns the message with options in place of settings. */
  public static String in(String message) {
    String text = message;
    for (Map.Entry<Pattern, String> option : OPTIONS.entrySet()) {
      Matcher setting = option.getKey().matcher(text);
      text = setting.find() ? setting.replaceAll(option.getValue()) : text;
    }
    return text;
  }

  /** Returns the message with the options of a command, such as --top-k for topK. */
  public static String in(String message, CommandSpec command) {
    return SETTING
        .matcher(in(message))
        .replaceAll(setting -> Matcher.quoteReplacement(option(setting, command)));
  }

  private static String option(MatchResult setting, CommandSpec command) {
    String name = "--" + setting.group().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    return command.optionsMap().containsKey(name) ? name : setting.group();
  }
}
