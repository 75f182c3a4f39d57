/**
 * The saved data of a server: a log of changes, snapshots that make it shorter, and the recovery
 * from both.
 *
 * <p>Start at {@link io.pinelink.server.internal.datalog.DataKeeper}. A file consists of {@link
 * io.pinelink.server.internal.datalog.Frames}, which contain {@linkplain
 * io.pinelink.server.internal.datalog.EntryWriter entries}.
 */
@NullMarked
package io.pinelink.server.internal.datalog;

import org.jspecify.annotations.NullMarked;
