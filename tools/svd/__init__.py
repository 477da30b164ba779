# SPDX-License-Identifier: MIT
"""The modules of rivet-svd: read CMSIS-SVD files, write register headers, compare drivers."""
