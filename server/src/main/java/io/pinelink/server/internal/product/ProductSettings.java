package io.pinelink.server.internal.product;

/** The settings of a builder that only a product sets, and that users of the builder do not see. */
public abstract class ProductSettings {
  private Product product = new Product() {};

  /** Sets what a product adds to the next server of a builder, and to no later one. */
  public static void add(ProductSettings builder, Product product) {
    builder.product = product;
  }

  /** Returns what a product adds to the server that is being started. */
  public static Product take(ProductSettings builder) {
    Product taken = builder.product;
    builder.product = new Product() {};
    return taken;
  }
}
