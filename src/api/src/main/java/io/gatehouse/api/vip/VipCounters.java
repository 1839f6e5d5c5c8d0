package io.gatehouse.api.vip;

/** Counters of one instance since the start, as Keepalived's JSON names them. */
public record VipCounters(
    long advertRcvd,
    long advertSent,
    long becomeMaster,
    long releaseMaster,
    long packetLenErr,
    long advertIntervalErr,
    long ipTtlErr,
    long invalidTypeRcvd,
    long addrListErr,
    long invalidAuthtype,
    long authtypeMismatch,
    long authFailure,
    long priZeroRcvd,
    long priZeroSent,
    long checksumErr,
    long versionErr,
    long vridErr,
    long duplicateOwners) {}
