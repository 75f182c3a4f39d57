/**
 * The saved data of a server: a log of changes, snapshots that make it shorter, and the recovery
 * from both.
 *
 * <p>Start at {@link io.pinelink.local.datalog.DataKeeper}. A file consists of {@link
 * io.pinelink.local.datalog.Frames}, which contain {@linkplain
 * io.pinelink.local.datalog.EntryWriter entries}.
 */
@NullMarked
package io.pinelink.local.datalog;

import org.jspecify.annotations.NullMarked;
