/**
 * The half of a private route that is in the user's cloud, as infrastructure as code. Start at
 * {@link io.pinelink.cli.endpoint.EndpointCommand}; {@link io.pinelink.cli.endpoint.CustomerSide}
 * is the model, and each format has one writer.
 */
@NullMarked
package io.pinelink.cli.endpoint;

import org.jspecify.annotations.NullMarked;
