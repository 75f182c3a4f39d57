package io.pinelink.admin.internal.provider;

import io.pinelink.rest.codec.RestBinding;
import io.pinelink.rest.codec.RestBindingProvider;
import org.jspecify.annotations.Nullable;

/** The admin API over REST. */
public final class AdminBindings implements RestBindingProvider {
  /** Creates the provider; used by {@code ServiceLoader}. */
  public AdminBindings() {}

  @Override
  public @Nullable RestBinding<?, ?> row(String operation) {
    RestBinding<?, ?> row = AdminCodec.row(operation);
    return row != null ? row : PrincipalCodec.row(operation);
  }
}
