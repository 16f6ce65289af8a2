package io.ordertrail.views.state;

/** When a rebuilt generation becomes the live one by itself. */
public enum SwitchMode {

    /** If it equals the live one, document by document. */
    WHEN_EQUAL,
    /** As soon as it has been compared, whatever the outcome: for a projection that is meant to differ. */
    ALWAYS,
    /** Never: a person says so. */
    MANUAL
}
