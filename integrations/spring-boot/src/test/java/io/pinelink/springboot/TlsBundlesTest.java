package io.pinelink.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.network.TlsOptions;
import io.pinelink.server.EmbeddedAuthority;
import java.security.KeyStore;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslStoreBundle;

/** The options of a bundle and its updates. */
class TlsBundlesTest {
  private final EmbeddedAuthority old = EmbeddedAuthority.create();
  private final EmbeddedAuthority rotated = EmbeddedAuthority.create();
  private final DefaultSslBundleRegistry registry;
  private final TlsOptions options;

  TlsBundlesTest() throws Exception {
    registry = new DefaultSslBundleRegistry("pinecone", trusting(old));
    TlsBundles bundles =
        new TlsBundles(
            new StaticListableBeanFactory(Map.of("registry", registry))
                .getBeanProvider(SslBundles.class));
    options = bundles.options("pinecone");
    assertThat(bundles.options("pinecone")).isSameAs(options);
  }

  private static SslBundle trusting(EmbeddedAuthority... authorities) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (EmbeddedAuthority authority : authorities) {
      store.setCertificateEntry("authority", authority.certificate());
    }
    return SslBundle.of(SslStoreBundle.of(null, null, store));
  }

  private static TlsOptions trustIn(EmbeddedAuthority authority) {
    return TlsOptions.trustOnly(authority.certificate());
  }

  @Test
  void optionsFollowUpdatesOfTheBundle() throws Exception {
    assertThat(options.current()).isEqualTo(trustIn(old));
    registry.updateBundle("pinecone", trusting(rotated));
    assertThat(options.current()).isEqualTo(trustIn(rotated));
  }

  @Test
  void anUpdateThatCannotBeUsedIsIgnored() throws Exception {
    registry.updateBundle("pinecone", trusting());
    assertThat(options.current()).isEqualTo(trustIn(old));
    registry.updateBundle("pinecone", trusting(rotated));
    assertThat(options.current()).isEqualTo(trustIn(rotated));
  }
}
