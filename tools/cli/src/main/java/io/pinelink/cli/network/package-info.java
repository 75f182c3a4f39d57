/** Hosts and the diagnosis of a route. Start at {@link io.pinelink.cli.network.DoctorCommand}. */
@NullMarked
package io.pinelink.cli.network;

import org.jspecify.annotations.NullMarked;
