package io.ordertrail.architecture.logsgotooneplace;

import java.util.logging.Logger;

class BadLog {

    private static final Logger LOG = Logger.getLogger("log");
}
