/** The admin API of an organization, over the REST transport. */
module io.pinelink.admin {
  requires transitive io.pinelink;
  requires io.pinelink.rest;
  requires com.fasterxml.jackson.core;
  requires static transitive org.jspecify;

  exports io.pinelink.admin;

  provides io.pinelink.spi.OperationProvider with
      io.pinelink.admin.internal.provider.AdminOperationProvider;
  provides io.pinelink.rest.codec.RestBindingProvider with
      io.pinelink.admin.internal.provider.AdminBindings;
}
