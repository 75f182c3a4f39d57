package io.pinelink.cli.connection;

import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The environment variables of connection options, so that a route is set once for all commands:
 * {@code PINECONE_API_KEY}, and {@code PINELINK_} with the name of the option for every other one,
 * such as {@code PINELINK_ROUTE_POLICY}. A variable that is empty counts as not set.
 *
 * @param environment the variables of the process
 */
public record EnvironmentDefaults(Map<String, String> environment)
    implements IDefaultValueProvider {
  /** The variable of the API key, as in Pinecone's own clients. */
  public static final String API_KEY = "PINECONE_API_KEY";

  private static final String PREFIX = "PINELINK_";
  private static final Set<Class<?>> CONNECTION =
      Set.of(ClientArguments.class, ClientConnection.class, WebHookOptions.class);

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)
        || !(argument.userObject() instanceof Field field)) {
      return null;
    }
    if (option.longestName().equals("--api-key")) {
      return value(API_KEY);
    }
    return CONNECTION.contains(field.getDeclaringClass()) ? value(variable(option)) : null;
  }

  private @Nullable String value(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static String variable(OptionSpec option) {
    return PREFIX + option.longestName().substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
